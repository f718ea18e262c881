/**
 * What a Vietnamese syllable can be, as school orthography has it: an onset, a rime of a closed list, at most one tone, and only the
 * acute or the dot below on a rime that ends in a stop. Foreign words and abbreviations are none.
 */
const onset = '(?:ngh|ng|nh|gh|gi|g|kh|k|ch|c|ph|p|qu|th|tr|t|b|d|đ|h|l|m|n|r|s|v|x)?';

const rimes = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu ' +
    'i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ' +
    'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uên uôc uôi uôm uôn uông uôt uơ uy uya uych uynh uyp uyt uyu uyên uyêt ' +
    // names of the highlands: Đắk Lắk, Krông Pắk
    'ak ăk ok ôk uk êk ' +
    'ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yên yêu yêt yêm yêng'
  ).split(' '),
);

const spelling = new RegExp(`^(${onset})([aăâeêioôơuưy][a-zăâêôơư]{0,4})$`, 'u');
const tone = /[\u0300\u0301\u0303\u0309\u0323]/g;
const frontVowel = /^[ieêy]/u;

function readable(head: string, rime: string): boolean {
  // "qu" takes the u of its rime, "gi" its i
  if (head === 'qu') return rimes.has(rime) || rimes.has(`u${rime}`);
  if (head === 'gi') return rimes.has(rime) || rimes.has(`i${rime}`);
  if (!rimes.has(rime)) return false;
  if (head === 'k') return frontVowel.test(rime);
  if (head === 'gh' || head === 'ngh') return /^[ieê]/u.test(rime);
  return head === 'c' || head === 'ng' ? !frontVowel.test(rime) : true;
}

/** Is the text as it stands Vietnamese, judged by its words with marks? False where there are too few to tell. */
export function isVietnameseText(text: string): boolean {
  const { marked, read } = markedWords(text);
  return marked >= 3 && read >= marked * 0.8;
}

/** Are most of its words with marks none of Vietnamese? Not so where it has no such words. */
export function isForeignText(text: string): boolean {
  const { marked, read } = markedWords(text);
  return read * 2 < marked;
}

function markedWords(text: string): { readonly marked: number; readonly read: number } {
  let marked = 0;
  let read = 0;
  for (const [word] of text.slice(0, 20_000).matchAll(/[\p{L}\p{M}]+/gu)) {
    if (/^[A-Za-z]+$/.test(word)) continue;
    marked++;
    if (isVietnameseSyllable(word)) read++;
  }
  return { marked, read };
}

/** `word`: letters alone, any case, composed. */
export function isVietnameseSyllable(word: string): boolean {
  if (word.length === 0 || word.length > 7) return false;
  const apart = word.toLowerCase().normalize('NFD');
  const tones = apart.match(tone) ?? [];
  if (tones.length > 1) return false;
  const plain = apart.replace(tone, '').normalize('NFC');
  const [, head = '', rime = ''] = spelling.exec(plain) ?? [];
  if (!readable(head, rime)) return false;
  if (!/(?:c|ch|p|t|k)$/.test(rime)) return true;
  return tones[0] === '\u0301' || tones[0] === '\u0323';
}
