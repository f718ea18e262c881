import en from '../../assets/locales/parts/tray.en.json';
import vi from '../../assets/locales/parts/tray.vi.json';

/** The few words that main itself shows. */
export function trayTexts(language: 'vi' | 'en'): { readonly open: string; readonly quit: string } {
  return language === 'vi' ? vi.tray : en.tray;
}
