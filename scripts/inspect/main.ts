import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadPdfEngine } from '../../core/extract/pdf-engine';
import { inspectFile } from './inspect-file';
import { readArguments } from './read-arguments';
import { noPolicy, readInspectPolicy } from './read-inspect-policy';

const given = readArguments(process.argv.slice(2));
if (typeof given === 'string') {
  process.stderr.write(`${given}\n`);
  process.exitCode = 2;
} else {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const tools = { pdf: await loadPdfEngine(new Uint8Array(wasm).buffer) };
  const policy = given.policyFile === null ? noPolicy : readInspectPolicy(given.policyFile);
  for (const file of given.files) {
    try {
      process.stdout.write(`${JSON.stringify(await inspectFile(file, { policy, now: given.now, tools }))}\n`);
    } catch (error) {
      // one unreadable file must not cost the answers about the others
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
      process.stdout.write(`${JSON.stringify({ file, isOfficial: false, documents: [], signatures: [], verdict: 'unsigned', acknowledgement: null, problems: [`file.${code}`] })}\n`);
      process.exitCode = 1;
    }
  }
}
