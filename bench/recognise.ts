/**
 * How well and how fast official documents are recognised.
 *
 *   npm run bench:recognise [-- FOLDER]
 *
 * FOLDER holds labelled documents (../shared/corpora/official-docs); without it only speed is measured. The half that rules were not
 * written on is judged by the targets; see scripts/conformance/official-docs.ts for how it is chosen.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { htmlToText } from '../core/extract/html-to-text';
import { parseLetter } from '../core/letter/parse-letter';
import { letter } from '../core/recognise/fixtures/letters';
import { body } from '../core/recognise/fixtures/sources';
import { recognise } from '../core/recognise/recognise';
import { run, type FieldRow } from '../scripts/conformance/official-docs';

/** F1 that documents the rules were not written on must reach. */
const targets: Readonly<Record<string, number>> = { isOfficial: 0.98, type: 0.97, number: 0.98, date: 0.98, agency: 0.93, summary: 0.95, signer: 0.93, cites: 0.93, deadline: 0.9 };

const citation = 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;\n';
const paragraph = 'Các cơ quan, đơn vị tiếp tục thực hiện nghiêm việc gửi, nhận văn bản điện tử theo quy định của pháp luật.\n';

function letterOf(paragraphs: number): string {
  return letter({
    heading: 'KẾ HOẠCH', number: '12/KH-SNV', topic: 'Công tác văn thư, lưu trữ năm 2026',
    body: [citation.repeat(Math.ceil(paragraphs / 10)) + paragraph.repeat(paragraphs)],
  });
}

/** The letter as mail programs send it: headers of four servers, text alone or text and HTML. */
function mailOf(text: string, withHtml: boolean): Uint8Array {
  const base64 = (bytes: string): string => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  const entity = (type: string, content: string): string => `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(content)}\r\n`;
  const hops = Array.from({ length: 4 }, (_, hop) => `Received: from mx${hop}.mau.example (mx${hop}.mau.example [192.0.2.${hop}])\r\n by mx${hop + 1}.mau.example with ESMTPS id ${hop}A7\r\n for <vanthu@nhan.example>; Thu, 19 Nov 2026 08:00:0${hop} +0700\r\n`).join('');
  const html = `<html><body>${text.split('\n').map((line) => `<p style="margin:0"><span style="font-family:'Times New Roman'">${line}</span></p>`).join('\n')}</body></html>`;
  const content = withHtml ? `Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n${entity('plain', text)}--b\r\n${entity('html', html)}--b--\r\n` : entity('plain', text);
  return Buffer.from(`${hops}From: =?UTF-8?B?${base64('Sở Nội vụ')}?= <vanthu@snv.mau.example>\r\nTo: vanthu@nhan.example\r\nSubject: =?UTF-8?B?${base64('Kế hoạch công tác văn thư, lưu trữ')}?=\r\n`
    + `Date: Thu, 19 Nov 2026 08:00:00 +0700\r\nMessage-ID: <12@snv.mau.example>\r\nMIME-Version: 1.0\r\n${content}`);
}

function millisEach(work: () => unknown, runs: number): number {
  for (let warm = 0; warm < Math.max(20, runs / 5); warm += 1) work();
  const begin = performance.now();
  for (let run = 0; run < runs; run += 1) work();
  return (performance.now() - begin) / runs;
}

function speed(): void {
  for (const [paragraphs, runs] of [[20, 500], [200, 100], [2000, 20]] as const) {
    const text = letterOf(paragraphs);
    const millis = millisEach(() => recognise([body(text)]), runs);
    process.stdout.write(`figure recognise.${text.length}.characters ${millis.toFixed(2)} ms\n`);
    process.stdout.write(`figure recognise.${text.length}.perCharacter ${((millis * 1e6) / text.length).toFixed(0)} ns\n`);
  }
  const text = letterOf(20);
  const recognising = millisEach(() => recognise([body(text)]), 500);
  for (const [name, mail] of [['text', mailOf(text, false)], ['textAndHtml', mailOf(text, true)]] as const) {
    const parsing = millisEach(() => {
      const { html } = parseLetter(mail);
      return html === null ? '' : htmlToText(html.text);
    }, 500);
    process.stdout.write(`figure parse.${name}.${mail.length}.bytes ${parsing.toFixed(2)} ms\n`);
    process.stdout.write(`ratio recognise.toParse.${name} ${(recognising / parsing).toFixed(2)} target 1.00\n`);
  }
}

function line(row: FieldRow): string {
  const figures = [row.precision, row.recall, row.f1].map((figure) => figure.toFixed(3)).join('  ');
  return `${row.half.padEnd(6)}${row.group.padEnd(24)}${row.field.padEnd(14)}${figures}  ${row.right} right, ${row.wrong} wrong, ${row.missed} missed\n`;
}

async function quality(folder: string): Promise<void> {
  const { rows, misses } = await run(basename(folder) === 'official-docs' ? dirname(folder) : folder);
  const groups = ['(all)', ...new Set(rows.map(({ group }) => group).filter((group) => group !== '(all)').sort())];
  process.stdout.write('half  group                   field         precision recall f1\n');
  for (const half of ['dev', 'held'] as const) for (const group of groups) for (const row of rows) if (row.half === half && row.group === group) process.stdout.write(line(row));
  process.stdout.write('held: files whose name has an even first byte of its SHA-256, never looked at while rules were written; vn-scan-ocr is in no total\n');
  for (const miss of misses) {
    process.stdout.write(`miss ${miss.half} ${miss.id} ${miss.field}: expected ${miss.expected || 'nothing'} | got ${miss.got || 'nothing'}\n`);
  }
  const falseOfficial = rows.filter(({ group, field }) => group.startsWith('neg-') && field === 'isOfficial').reduce((sum, row) => sum + row.wrong, 0);
  process.stdout.write(`figure recognise.falseOfficial ${falseOfficial} letters\n`);
  for (const [field, target] of Object.entries(targets)) {
    const held = rows.find((row) => row.half === 'held' && row.group === '(all)' && row.field === field);
    process.stdout.write(`ratio recognise.f1.${field} ${held === undefined ? 'none' : held.f1.toFixed(3)} target ${target.toFixed(2)}\n`);
  }
}

const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (given !== undefined && existsSync(given)) await quality(resolve(given));
else process.stdout.write(`${given ?? 'no folder of labelled documents was named'}: quality is not measured\n`);
speed();
