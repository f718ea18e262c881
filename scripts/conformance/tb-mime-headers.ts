import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeHeaderText } from '../../core/letter/decode-words';
import { bytesOfLatin1, latin1Of } from '../../core/letter/latin1';
import { parseAddresses } from '../../core/letter/parse-addresses';
import { parseDate } from '../../core/letter/parse-date';
import { parseStructured } from '../../core/letter/parse-params';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';

interface ExpectedAddress {
  readonly name: string;
  readonly email?: string;
  readonly group?: readonly ExpectedAddress[];
}

function flatten(list: readonly ExpectedAddress[]): readonly { readonly name: string; readonly address: string }[] {
  return list.flatMap((entry) => (entry.group === undefined ? [{ name: entry.name.normalize('NFC'), address: entry.email ?? '' }] : flatten(entry.group)));
}

/** Inputs are JavaScript strings; on the wire they are UTF-8 unless the suite is about raw bytes. */
function wire(input: string, raw: boolean): string {
  const unfolded = input.replace(/\r\n(?=[ \t])/g, '');
  return raw ? latin1Of(bytesOfLatin1(unfolded)) : latin1Of(new TextEncoder().encode(unfolded));
}

function sorted(params: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Thunderbird's jsmime header tests against our header readers. */
export function run(corporaDir: string): Promise<CorpusResult> {
  const tally = new CorpusTally('tb-mime/headers', readKnown('known-tb-mime-headers.json'));
  const lines = readFileSync(join(corporaDir, 'tb-mime/headers/expected.tsv'), 'utf8').split('\n').slice(1).filter((line) => line !== '');
  for (const [index, line] of lines.entries()) {
    const [suite = '', inputJson = '""', expectedJson = 'null', extraJson = '[]'] = line.split('\t');
    const input = JSON.parse(inputJson) as string;
    const expected = JSON.parse(expectedJson) as unknown;
    const row = `${index + 2} ${suite.replace('headerparser/', '')}`;
    if (suite.includes('parseParameterHeader')) {
      const [value, params] = expected as [string, Record<string, string>];
      const got = parseStructured(wire(input, false));
      tally.compare(row, [value.toLowerCase(), sorted(params)], [got.value, sorted(got.params)]);
    } else if (suite.includes('parseAddressingHeader')) {
      tally.compare(row, flatten(expected as readonly ExpectedAddress[]), parseAddresses(wire(input, false)));
    } else if (suite.includes('parseDateHeader')) {
      const instant = expected === null ? null : new Date((typeof expected === 'string' ? expected : '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
      tally.compare(row, instant === null || Number.isNaN(instant.getTime()) ? null : instant.toISOString(), parseDate(wire(input, false)));
    } else if (suite.includes('8-bit')) {
      const charset = (JSON.parse(extraJson) as readonly string[])[0] ?? null;
      tally.compare(row, expected, decodeHeaderText(wire(input, true), charset));
    } else {
      tally.compare(row, String(expected).normalize('NFC').trim(), decodeHeaderText(wire(input, false)));
    }
  }
  return Promise.resolve(tally.result());
}

await runAsScript(import.meta.url, run);
