import { malayAgencyHeads, malayLabels, malaySecrecy, malayTypes, malayUrgency } from '../data/malay';
import { emptyReading, found } from '../found';
import type { Found } from '../found';
import type { Line, PreparedText } from '../prepare-text';
import { findMalayDates } from '../read-date';
import type { Verdict } from '../vietnamese/read-vietnamese';

const headLines = 40;

interface Labelled {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly index: number;
}

function labelled(text: PreparedText, labels: readonly string[]): Labelled | null {
  for (const [index, line] of text.lines.slice(0, headLines).entries()) {
    for (const label of labels) {
      if (!line.bare.startsWith(label)) continue;
      const rest = /^\.? ?: ?(?=\S)/.exec(line.bare.slice(label.length));
      if (rest === null) continue;
      const start = line.start + label.length + rest[0].length;
      return { value: text.text.slice(start, line.end).trim(), start, end: line.end, index };
    }
  }
  return null;
}

function stamp(text: PreparedText, words: readonly string[]): Found<string> | null {
  for (const line of text.lines.slice(0, headLines)) {
    if (words.includes(line.bare) && line.text === line.text.toUpperCase()) return found(line.text, line.start, line.end, 'stamp', 0.9);
  }
  return null;
}

/** The name under the closing formula; Malaysian letters put it in parentheses. */
function readSigner(text: PreparedText): Found<string> | null {
  const closing = text.lines.findLastIndex((line) => /^(?:saya yang menjalankan amanah|yang benar|sekian|hormat kami|a\.n\.|atas nama|kepala |menteri |direktur |sekretaris |pengarah )/.test(line.bare));
  if (closing < 0) return null;
  for (const line of text.lines.slice(closing + 1, closing + 8)) {
    const name = /^\(? ?(\p{Lu}[\p{L}.,'’@ ]{4,60}?) ?\)?$/u.exec(line.text)?.[1];
    if (name === undefined || !/ /.test(name) || /^(?:saya|yang|berkhidmat|malaysia|sekian|kepala|pengarah|ketua)/i.test(name)) continue;
    const start = line.start + line.text.indexOf(name);
    return found(name, start, start + name.length, 'signature-block', 0.8);
  }
  return null;
}

function headingBelow(text: PreparedText, from: number): Line | undefined {
  return text.lines.slice(from, from + 14).find((line, at, lines) =>
    /^(?:tuan|puan|yang berhormat|datuk|dato)/.test(lines[at - 1]?.bare ?? '') || (line.text.length > 12 && line.text === line.text.toUpperCase() && line.afterGap && !/^\d/.test(line.text)));
}

/** Reads one text as a Malaysian ("Ruj. Kami") or Indonesian ("Nomor", "Perihal") official letter. */
export function readMalay(text: PreparedText): Verdict {
  const number = labelled(text, malayLabels.number);
  const dateLabel = labelled(text, malayLabels.date);
  const topic = labelled(text, malayLabels.summary);
  const head = text.lines.slice(0, headLines);
  const dateLine = head.find((line) => {
    const date = findMalayDates(line.bare)[0];
    return date !== undefined && (/^[a-z .]{3,30}, ?$/.test(line.bare.slice(0, date.start)) && line.bare.length - date.end < 3);
  });
  const issuer = head.find((line, index) => index < 10 && line.text === line.text.toUpperCase() &&
    malayAgencyHeads.some((word) => line.bare.startsWith(word) && /^[ ,]/.test(line.bare.slice(word.length))));
  const greeting = head.find((line) => /^(?:yth\.?|kepada(?: yth\.?)?|yang berhormat|tuan|puan)\b/.test(line.bare));
  const dated = dateLabel === null ? dateLine : text.lines[dateLabel.index];
  const span = dated === undefined ? undefined : findMalayDates(dated.bare)[0];
  // Three independent marks of a letterhead: mail in these languages also says "Nomor" and "Hal".
  const marks = [number, span ?? null, topic ?? null, issuer ?? null, greeting ?? null].filter((mark) => mark !== null).length;
  if (number === null || !/\d/.test(number.value) || marks < 4) return { reading: emptyReading, isOfficial: false };
  const printed = malayTypes.map(([word, name]) => ({ name, line: head.find((line) => line.bare.startsWith(word) && line.text === line.text.toUpperCase()) }))
    .find((candidate) => candidate.line !== undefined);
  const malaysian = /^(?:ruj|no\. ruj|bil)/.test(text.lines[number.index]?.bare ?? '');
  const typeLine = printed?.line ?? text.lines[number.index];
  const sifat = labelled(text, malayLabels.urgency);
  const grade = sifat === null ? undefined : malayUrgency.find((word) => sifat.value.toLowerCase() === word);
  const heading = topic === null ? headingBelow(text, number.index + 1) : undefined;
  const place = dateLine === undefined || span === undefined ? null : dateLine.text.slice(0, span.start).replace(/, ?$/, '');
  const addressee = greeting === undefined || /^(?:tuan|puan)/.test(greeting.bare) ? null
    : found(greeting.text.replace(/^(?:kepada )?(?:yth\.?)? ?/i, '').replace(/[,;.]$/, ''), greeting.start, greeting.end, 'malay-addressee', 0.8);
  return {
    isOfficial: true,
    reading: {
      ...emptyReading,
      type: typeLine === undefined ? null : found(printed?.name ?? (malaysian ? 'Surat Rasmi' : 'Surat Dinas'), typeLine.start, typeLine.end, printed === undefined ? 'form-of-letter' : 'heading', printed === undefined ? 0.7 : 0.9),
      number: found(number.value, number.start, number.end, 'labelled-number', 0.93),
      date: span === undefined || dated === undefined ? null : found(span.date, dated.start + span.start, dated.start + span.end, 'labelled-date', 0.93),
      place: place === null || dateLine === undefined ? null : found(place, dateLine.start, dateLine.start + place.length, 'place-date-line', 0.85),
      agency: issuer === undefined ? null : found(issuer.text, issuer.start, issuer.end, 'letterhead', 0.9),
      summary: topic === null ? (heading === undefined ? null : found(heading.text, heading.start, heading.end, 'heading', 0.75))
        : found(topic.value, topic.start, topic.end, 'labelled-subject', 0.93),
      signer: readSigner(text),
      addressees: addressee === null ? [] : [addressee],
      urgency: grade === undefined || sifat === null ? stamp(text, malayUrgency) : found(sifat.value, sifat.start, sifat.end, 'labelled-urgency', 0.9),
      secrecy: stamp(text, malaySecrecy),
    },
  };
}
