import { strToU8, zipSync } from 'fflate';
import type { DemoDocument } from './demo-source';
import { place } from './document-text';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly centre?: boolean;
}

function p(text: string, look: Look = {}): string {
  const run = `<w:rPr>${look.bold === true ? '<w:b/>' : ''}${look.italic === true ? '<w:i/>' : ''}</w:rPr><w:t xml:space="preserve">${text.replaceAll(/[&<>]/g, (char) => escapes[char] ?? char)}</w:t>`;
  return `<w:p><w:pPr>${look.centre === true ? '<w:jc w:val="center"/>' : '<w:jc w:val="both"/>'}</w:pPr><w:r>${run}</w:r></w:p>`;
}

const cell = (content: string, width: number): string => `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${content === '' ? p('') : content}</w:tc>`;
const table = (left: string, right: string): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="9400" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="5400"/></w:tblGrid><w:tr>${cell(left, 4000)}${cell(right, 5400)}</w:tr></w:tbl>`;

/** A document as DOCX, the head in a table without borders as templates of offices have it. */
export function documentDocx(document: DemoDocument): Uint8Array {
  const centre = { centre: true } as const;
  const { addressees } = document;
  const left = [
    ...(document.parent === null ? [] : [p(document.parent, centre)]), ...document.agency.map((line) => p(line, { bold: true, centre: true })), p('-------', centre),
    ...(document.number === null ? [] : [p(`Số: ${document.number}`, centre)]), ...(document.type === null ? [p(`V/v ${document.topic}`, centre)] : []),
    ...(document.stamp === null ? [] : [p(document.stamp, { bold: true, centre: true })]),
  ].join('');
  const right = [
    p('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, centre: true }), p('Độc lập - Tự do - Hạnh phúc', { bold: true, centre: true }), p('---------------', centre),
    p(`${place}, ${document.day}`, { italic: true, centre: true }),
  ].join('');
  const body = [
    table(left, right), p(''),
    ...(document.type === null ? [] : [p(document.type, { bold: true, centre: true }), ...(document.topic === '' ? [] : [p(document.topic, { bold: true, centre: true })]), p('')]),
    ...(document.lead === null ? [] : [p(document.lead, { bold: true, centre: true })]),
    ...(addressees.length === 1 ? [p(`Kính gửi: ${addressees[0] ?? ''}.`, centre)] : addressees.length > 1 ? [p('Kính gửi:'), ...addressees.map((name) => p(`- ${name};`))] : []),
    ...document.paragraphs.map((paragraph) => p(paragraph)),
    p(''),
    table(document.recipients.length === 0 ? '' : [p('Nơi nhận:', { bold: true, italic: true }), ...document.recipients.map((name) => p(`- ${name};`))].join(''),
      document.titles.map((title) => p(title, { bold: true, centre: true })).join('')),
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/></w:sectPr>',
  ].join('');
  const types = 'http://schemas.openxmlformats.org/package/2006';
  const styles = `<w:styles xmlns:w="${w}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>`;
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  return zipSync({
    '[Content_Types].xml': strToU8(`${head}<Types xmlns="${types}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/></Types>`),
    '_rels/.rels': strToU8(`${head}<Relationships xmlns="${types}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`),
    'word/_rels/document.xml.rels': strToU8(`${head}<Relationships xmlns="${types}/relationships"><Relationship Id="r1" Type="${office}/styles" Target="styles.xml"/></Relationships>`),
    'word/document.xml': strToU8(`${head}<w:document xmlns:w="${w}"><w:body>${body}</w:body></w:document>`),
    'word/styles.xml': strToU8(`${head}${styles}`),
  });
}
