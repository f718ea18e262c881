import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ExtractTools } from '../../core/extract/extract-attachment';
import { loadArchiveEngine } from '../../core/extract/archives/archive-engine';
import type { ArchiveEngine } from '../../core/extract/archives/archive-engine';
import { loadPdfEngine } from '../../core/extract/pdf-engine';
import { inspectFile } from './inspect-file';
import { readArguments } from './read-arguments';
import type { Arguments } from './read-arguments';
import { noPolicy, readInspectPolicy } from './read-inspect-policy';
import type { InspectPolicy } from './read-inspect-policy';

function loadArchives(): Promise<ArchiveEngine> {
  return loadArchiveEngine(new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('libarchive-wasm/dist/libarchive.wasm'))).buffer);
}

async function loadTools(): Promise<ExtractTools> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const archives = loadArchives();
  return { pdf: await loadPdfEngine(new Uint8Array(wasm).buffer), archives: () => archives };
}

/** The policy, or the sentence that says why it cannot be used: answers under half a policy would mislead. */
function policyOf({ policyFile }: Arguments): InspectPolicy | string {
  if (policyFile === null) return noPolicy;
  try {
    return readInspectPolicy(policyFile);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return `--policy ${policyFile}: ${cause.message}`;
  }
}

async function inspectAll({ files, now }: Arguments, policy: InspectPolicy): Promise<void> {
  let tools = await loadTools();
  for (const file of files) {
    try {
      const inspection = await inspectFile(file, { policy, now, tools });
      process.stdout.write(`${JSON.stringify(inspection)}\n`);
      // a trap inside the engine may have spoilt its memory for every later file
      if (inspection.problems.includes('pdfEngineFailed')) tools = await loadTools();
    } catch (error) {
      // one unreadable file must not cost the answers about the others
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
      process.stdout.write(`${JSON.stringify({ file, isOfficial: false, documents: [], signatures: [], verdict: 'unsigned', acknowledgement: null, problems: [`file.${code}`] })}\n`);
      process.exitCode = 1;
    }
  }
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
}

const given = readArguments(process.argv.slice(2));
if (typeof given === 'string') complain(given);
else {
  const policy = policyOf(given);
  if (typeof policy === 'string') complain(policy);
  else await inspectAll(given, policy);
}
