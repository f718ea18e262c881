import i18next from 'i18next';
import type { i18n, ResourceLanguage } from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import en from '../../assets/locales/en.json';
import vi from '../../assets/locales/vi.json';
import { joinTexts } from './join-texts';
import type { Texts } from './join-texts';

export type Language = 'vi' | 'en';

const parts = import.meta.glob<ResourceLanguage[string]>('../../assets/locales/parts/*.json', { eager: true, import: 'default' });

/**
 * Texts of one language: the common file, and one namespace for each file in `parts`. The files `signature-*` belong to the common
 * texts: each reader of signatures brings the words for its own codes, and whoever shows a code need not know whose it is.
 */
function resources(language: Language): ResourceLanguage {
  const found: Record<string, ResourceLanguage[string]> = {};
  let common: Texts = language === 'vi' ? vi : en;
  for (const [path, texts] of Object.entries(parts)) {
    const match = /\/([^/]+)\.(vi|en)\.json$/.exec(path);
    if (match?.[1] === undefined || match[2] !== language) continue;
    if (match[1].startsWith('signature-')) common = joinTexts(common, texts as Texts);
    else found[match[1]] = texts;
  }
  return { ...found, translation: common };
}

/** Vietnamese is the first language and the one that stands in for a missing text. */
export async function createTexts(language: Language): Promise<i18n> {
  const texts = i18next.createInstance();
  await texts.use(new ICU()).use(initReactI18next).init({
    lng: language, fallbackLng: 'vi', resources: { vi: resources('vi'), en: resources('en') },
    interpolation: { escapeValue: false }, returnNull: false,
  });
  return texts;
}
