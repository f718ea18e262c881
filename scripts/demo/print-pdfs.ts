import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Makes PDFs of HTML documents, in order. */
export type PrintPdfs = (documents: readonly string[]) => Promise<readonly Uint8Array[]>;

/** Printing through the runtime gives what an office's own programs give: real pages, embedded fonts, a text layer. */
export function electronPrinter(executable: string): PrintPdfs {
  return async (documents) => {
    const folder = mkdtempSync(join(tmpdir(), 'vanthu-demo-print-'));
    try {
      const pages = join(folder, 'pages');
      mkdirSync(pages);
      const name = (index: number, extension: string): string => join(pages, `${String(index).padStart(3, '0')}.${extension}`);
      for (const [index, html] of documents.entries()) writeFileSync(name(index, 'html'), page(html));
      await run(executable, folder, pages);
      return documents.map((_html, index) => new Uint8Array(readFileSync(name(index, 'pdf'))));
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
}

function page(html: string): string {
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><style>@page { size: A4; margin: 20mm 15mm 20mm 30mm } body { margin: 0 }</style><body>${html}</body></html>`;
}

function run(executable: string, folder: string, pages: string): Promise<void> {
  const main = fileURLToPath(new URL('./print-main.cjs', import.meta.url));
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...env } = process.env;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [...asRoot, `--user-data-dir=${join(folder, 'profile')}`, main], {
      env: { ...env, VANTHU_PRINT_FOLDER: pages }, stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the demo documents could not be printed: ${complaint.trim().slice(-400)}`))));
  });
}
