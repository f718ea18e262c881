import type { DemoDocument } from './demo-source';

export const place = 'Sông Thương';
const wrapAt = 96;

/** A document as plain text, the way offices paste it into a letter. */
export function documentText(document: DemoDocument): string {
  const { addressees, type } = document;
  const lines = [
    ...(document.parent === null ? [] : [document.parent]), ...document.agency, '-------', '',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', '---------------', '',
    ...(document.stamp === null ? [] : [document.stamp, '']),
    ...(document.number === null ? [] : [`Số: ${document.number}`]),
    ...(type === null ? [`V/v ${document.topic}`] : []), '',
    `${place}, ${document.day}`, '',
    ...(type === null ? [] : [type, ...(document.topic === '' ? [] : [document.topic]), '']),
    ...(document.lead === null ? [] : [document.lead, '']),
    ...(addressees.length === 1 ? [`Kính gửi: ${addressees[0] ?? ''}.`, ''] : []),
    ...(addressees.length > 1 ? ['Kính gửi:', ...addressees.map((name, index) => `- ${name}${index + 1 < addressees.length ? ';' : '.'}`), ''] : []),
    ...document.paragraphs.flatMap((paragraph) => [wrap(paragraph), '']),
    ...(document.recipients.length > 0 ? ['Nơi nhận:', ...document.recipients.map((name, index) => `- ${name}${index + 1 < document.recipients.length ? ';' : '.'}`), ''] : []),
    ...document.titles, '',
  ];
  return lines.join('\n');
}

function wrap(paragraph: string): string {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= wrapAt) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
