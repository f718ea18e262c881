import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../core/letter/charset';
import { decodeHeaderText } from '../../core/letter/decode-words';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';

const labels: Readonly<Record<string, string>> = {
  CP1258: 'windows-1258', CP874: 'windows-874', 'ISO-8859-11': 'iso-8859-11', 'TCVN5712-1': 'tcvn5712-1', 'TIS-620': 'tis-620', VISCII: 'viscii',
};

function rowsOf(path: string): readonly (readonly string[])[] {
  return readFileSync(path, 'utf8').split('\n').slice(1).filter((line) => line !== '').map((line) => line.split('\t'));
}

function characterOf(column: string): string {
  return column.split(/[\s+]*U\+/).filter((hex) => hex !== '').map((hex) => String.fromCodePoint(Number.parseInt(hex, 16))).join('');
}

/** Byte tables and header samples of the Vietnamese and Thai charsets against our decoder. */
export function run(corporaDir: string): Promise<CorpusResult> {
  const tally = new CorpusTally('charset-vn-th', readKnown('known-charset-vn-th.json'));
  const folder = join(corporaDir, 'charset-vn-th');
  for (const [name, label] of Object.entries(labels)) {
    for (const [byte = '', perl = '', glibc = '', agree = ''] of rowsOf(join(folder, `bytes_${name}.tsv`))) {
      const expected = glibc.startsWith('U+') ? glibc : perl;
      if (!expected.startsWith('U+') || agree === 'NO') {
        tally.skip(1, 'the two decoders disagree or leave the byte undefined');
        continue;
      }
      tally.compare(`${name} ${byte}`, characterOf(expected).normalize('NFC'), decodeText(Uint8Array.of(Number.parseInt(byte, 16)), label));
    }
  }
  for (const [encoded = '', decoded = '', source = ''] of rowsOf(join(folder, 'headers.tsv'))) {
    if (!encoded.startsWith('=?')) {
      const hex = /bytes ((?:[0-9A-F]{2} ?)+)/.exec(encoded)?.[1] ?? '';
      const bytes = Uint8Array.from(hex.trim().split(' '), (byte) => Number.parseInt(byte, 16));
      tally.compare(encoded, (decoded.split(' (')[0] ?? '').normalize('NFC'), decodeText(bytes, 'windows-1258'));
    } else if (source.includes('MISLABELLED')) {
      // the column shows what a decoder that believes the label gets; the bytes say otherwise
      const bytes = Uint8Array.from(atob(encoded.split('?')[3] ?? ''), (letter) => letter.charCodeAt(0));
      tally.compare(encoded, new TextDecoder().decode(bytes).normalize('NFC'), decodeHeaderText(encoded));
    } else {
      tally.compare(encoded, decoded.normalize('NFC'), decodeHeaderText(encoded));
    }
  }
  return Promise.resolve(tally.result());
}

await runAsScript(import.meta.url, run);
