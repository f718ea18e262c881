import en from '../../assets/locales/parts/tray.en.json';
import vi from '../../assets/locales/parts/tray.vi.json';

export interface TrayTexts {
  readonly open: string;
  readonly quit: string;
  /** `{count}` stands for a number */
  readonly waiting: string;
  readonly waitingNext: string;
  readonly stay: string;
}

/** The few words that main itself shows. */
export function trayTexts(language: 'vi' | 'en'): TrayTexts {
  return language === 'vi' ? vi.tray : en.tray;
}
