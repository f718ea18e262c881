/** Names of the trained data. `vie` reads Latin letters of every kind, also Malay, Indonesian and English. */
export type OcrLanguage = 'vie' | 'tha';

export interface LanguageClues {
  /** what the letter says without its pictures: subject, body, names of attachments */
  readonly texts: readonly string[];
  /** after the @ of the sender's address, '' where there is none */
  readonly senderDomain: string;
}

/** Which language to try first; the other follows where the first reads badly. */
export function likelyLanguages({ texts, senderDomain }: LanguageClues): readonly [OcrLanguage, OcrLanguage] {
  const whole = texts.join('\n');
  const thai = countOf(whole, /\p{Script=Thai}/gu);
  const latin = countOf(whole, /\p{Script=Latin}/gu);
  // a Thai letter names things in Latin letters too, but nobody writes Thai letters in a Vietnamese one
  if (thai > 10 || thai > latin) return ['tha', 'vie'];
  return thai === 0 && /\.th$/i.test(senderDomain) && !/[ăâđêôơư]/iu.test(whole) ? ['tha', 'vie'] : ['vie', 'tha'];
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
