/**
 * How long recognition takes for a letter of common length, and whether time grows with length.
 *
 *   npm run bench:recognise
 */
import { letter } from '../core/recognise/fixtures/letters';
import { body } from '../core/recognise/fixtures/sources';
import { recognise } from '../core/recognise/recognise';

const citation = 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;\n';
const paragraph = 'Các cơ quan, đơn vị tiếp tục thực hiện nghiêm việc gửi, nhận văn bản điện tử theo quy định của pháp luật.\n';

function letterOf(paragraphs: number): string {
  return letter({
    heading: 'KẾ HOẠCH', number: '12/KH-SNV', topic: 'Công tác văn thư, lưu trữ năm 2026',
    body: [citation.repeat(Math.ceil(paragraphs / 10)) + paragraph.repeat(paragraphs)],
  });
}

function millisPerLetter(text: string, runs: number): number {
  for (let warm = 0; warm < 20; warm += 1) recognise([body(text)]);
  const begin = performance.now();
  for (let run = 0; run < runs; run += 1) recognise([body(text)]);
  return (performance.now() - begin) / runs;
}

for (const [paragraphs, runs] of [[20, 500], [200, 100], [2000, 20]] as const) {
  const text = letterOf(paragraphs);
  const millis = millisPerLetter(text, runs);
  process.stdout.write(`figure recognise.${text.length}.characters ${millis.toFixed(2)} ms\n`);
  process.stdout.write(`figure recognise.${text.length}.perCharacter ${((millis * 1e6) / text.length).toFixed(0)} ns\n`);
}
