import type { IsoDate } from '../../model/ids';
import { malayAgencyHeads, malayLabels, malaySecrecy, malayTypes, malayUrgency } from '../data/malay';
import { emptyReading, found } from '../found';
import type { Found } from '../found';
import type { Line, PreparedText } from '../prepare-text';
import { findMalayDates } from '../read-date';
import type { Verdict } from '../vietnamese/read-vietnamese';

const headLines = 40;

/** "Jakarta, ", alone or behind the number */
const placeBefore = /(?:^|^nomor.{3,40}? )([a-z][a-z .]{2,30}), ?$/;

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
      // the right column of the head, place and date, may have been read as the same line
      const right = / \p{Lu}[\p{L} .]{2,30}, ?\d{1,2} \p{L}{3,10} \d{4}$/u.exec(text.text.slice(start, line.end));
      const end = right === null ? line.end : start + right.index;
      return { value: text.text.slice(start, end).trim(), start, end, index };
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

const due = /(?:sebelum atau pada|pada atau sebelum|selewat-lewatnya(?: pada)?|paling lewat(?: pada)?|sebelum|paling lambat(?: pada)?|selambat-lambatnya(?: pada)?)(?: (?:tanggal|tarikh|hari [a-z']{4,8},?))? ?$/;

/** The earliest day behind a word that sets a limit, after the letter's own date. */
function readDeadline(text: PreparedText, issued: IsoDate | null): Found<IsoDate> | null {
  const flat = text.bare.replaceAll('\n', ' ');
  const days = findMalayDates(flat).filter((span) => (issued === null || span.date > issued) && due.test(flat.slice(Math.max(0, span.start - 60), span.start)));
  const first = days.reduce<(typeof days)[number] | null>((earliest, span) => (earliest === null || span.date < earliest.date ? span : earliest), null);
  return first === null ? null : found(first.date, first.start, first.end, 'deadline-phrase', 0.85);
}

/** Reads one text as a Malaysian ("Ruj. Kami") or Indonesian ("Nomor", "Perihal") official letter. */
export function readMalay(text: PreparedText): Verdict {
  const number = labelled(text, malayLabels.number);
  const dateLabel = labelled(text, malayLabels.date);
  const topic = labelled(text, malayLabels.summary);
  const head = text.lines.slice(0, headLines);
  const dateLine = head.find((line) => {
    const date = findMalayDates(line.bare)[0];
    return date !== undefined && (placeBefore.test(line.bare.slice(0, date.start)) && line.bare.length - date.end < 3);
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
  const placed = dateLine === undefined || span === undefined ? null : placeBefore.exec(dateLine.bare.slice(0, span.start));
  const placeName = placed?.[1]?.replace(/^.*\S*\d\S* /, '') ?? '';
  const placeAt = dateLine === undefined || span === undefined || placeName === '' ? -1 : dateLine.bare.lastIndexOf(placeName, span.start);
  const place = dateLine === undefined || placeAt < 0 ? null : dateLine.text.slice(placeAt, placeAt + placeName.length);
  // "Kepada" alone stands above the name
  const named = greeting !== undefined && /^(?:kepada|yth)[ .:]*$/.test(greeting.bare) ? text.lines[text.lines.indexOf(greeting) + 1] : greeting;
  const addressee = named === undefined || /^(?:tuan|puan)/.test(named.bare) ? null
    : found(named.text.replace(/^(?:kepada )?(?:yth\.?)? ?:? ?/i, '').replace(/[,;.]$/, ''), named.start, named.end, 'malay-addressee', 0.8);
  return {
    isOfficial: true,
    reading: {
      ...emptyReading,
      type: typeLine === undefined ? null : found(printed?.name ?? (malaysian ? 'Surat Rasmi' : 'Surat Dinas'), typeLine.start, typeLine.end, printed === undefined ? 'form-of-letter' : 'heading', printed === undefined ? 0.7 : 0.9),
      number: found(number.value, number.start, number.end, 'labelled-number', 0.93),
      date: span === undefined || dated === undefined ? null : found(span.date, dated.start + span.start, dated.start + span.end, 'labelled-date', 0.93),
      place: place === null || dateLine === undefined ? null : found(place, dateLine.start + placeAt, dateLine.start + placeAt + place.length, 'place-date-line', 0.85),
      agency: issuer === undefined ? null : found(issuer.text, issuer.start, issuer.end, 'letterhead', 0.9),
      summary: topic === null ? (heading === undefined ? null : found(heading.text, heading.start, heading.end, 'heading', 0.75))
        : found(topic.value, topic.start, topic.end, 'labelled-subject', 0.93),
      signer: readSigner(text),
      addressees: addressee === null ? [] : [addressee],
      urgency: grade === undefined || sifat === null ? stamp(text, malayUrgency) : found(sifat.value, sifat.start, sifat.end, 'labelled-urgency', 0.9),
      secrecy: stamp(text, malaySecrecy),
      deadline: readDeadline(text, span?.date ?? null),
    },
  };
}
