import { indonesianSecrecy, indonesianUrgency } from '../data/indonesian';
import { malaySecrecy, malayUrgency } from '../data/malay';
import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';
import { headLines } from './malay-head';
import type { Labelled } from './malay-head';

const words = {
  urgency: [...malayUrgency, ...indonesianUrgency].sort((left, right) => right.length - left.length),
  secrecy: [...malaySecrecy, ...indonesianSecrecy].sort((left, right) => right.length - left.length),
} as const;
const all = [...words.urgency, ...words.secrecy];

/**
 * A stamp is a line of capitals that holds stamps alone ("SULIT", "SULIT / SEGERA"), or a grade behind "Sifat": a letter may well speak
 * of secret matters. Value as printed.
 */
export function readMalayStamp(text: PreparedText, kind: 'urgency' | 'secrecy', nature: Labelled | null): Found<string> | null {
  if (nature !== null) {
    const stamp = pick(nature.value, kind);
    if (stamp !== null) return found(stamp.word, nature.start + stamp.at, nature.start + stamp.at + stamp.word.length, 'labelled-grade', 0.9);
  }
  for (const line of text.lines.slice(0, headLines)) {
    if (line.text.length > 40 || line.text !== line.text.toUpperCase()) continue;
    const stamp = pick(line.text, kind);
    if (stamp !== null) return found(stamp.word, line.start + stamp.at, line.start + stamp.at + stamp.word.length, 'stamp', 0.9);
  }
  return null;
}

function pick(printed: string, kind: 'urgency' | 'secrecy'): { readonly word: string; readonly at: number } | null {
  let at = 0;
  let chosen: { readonly word: string; readonly at: number } | null = null;
  for (const piece of printed.split(/[/,|()[\]]/)) {
    const word = piece.trim();
    if (word !== '' && !all.includes(word.toLowerCase()) && !/^(?:biasa|terbuka)$/i.test(word)) return null;
    if (words[kind].includes(word.toLowerCase())) chosen ??= { word, at: at + piece.indexOf(word) };
    at += piece.length + 1;
  }
  return chosen;
}
