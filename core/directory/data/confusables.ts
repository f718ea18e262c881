/**
 * Letters that look like Latin ones in the fonts of mail programs, chosen by eye from Cyrillic, Greek, Armenian and Latin extensions after the idea of
 * Unicode Technical Standard 39 (skeletons). Accents are taken off before.
 */
const likeLatin: Readonly<Record<string, string>> = {
  a: 'аαɑ', b: 'ьƅ', c: 'сϲ', d: 'ԁđɗ', e: 'еҽ', g: 'ɡց', h: 'һհħ', i: 'іıιɩ', j: 'јϳ', k: 'кκ', l: 'ӏł', m: 'м', n: 'пոռ', o: 'оοօσø', p: 'рρ', q: 'ԛգ',
  r: 'гᴦ', s: 'ѕ', t: 'тτ', u: 'υսս', v: 'ѵν', w: 'ԝω', x: 'хχ', y: 'уγ', z: 'ᴢ',
};

/** One look-alike character to the letter it looks like. */
export const confusables: ReadonlyMap<string, string> = new Map(Object.entries(likeLatin).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)));
