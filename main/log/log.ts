import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const largest = 1024 * 1024;

/**
 * One line a thing that happened: a name and codes or numbers, never a text from a letter, an address or a server. The type
 * allows no free string, so that a subject cannot slip in.
 */
export type LogValue = number | boolean | LogCode;
/** camelCase words and dots, as the program itself names things */
export type LogCode = `${Lowercase<string>}` | { readonly code: string };

export class Log {
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly path: string, private readonly echo: (line: string) => void = () => undefined) {}

  write(name: string, values: Readonly<Record<string, LogValue>> = {}): void {
    const facts = Object.entries(values).map(([key, value]) => `${key}=${plain(value)}`);
    const line = [new Date().toISOString(), name, ...facts].join(' ');
    this.echo(line);
    this.queue = this.queue.then(() => this.append(line)).catch(() => this.echo('log.unwritable'));
  }

  async flushed(): Promise<void> {
    await this.queue;
  }

  private async append(line: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const size = await stat(this.path).then((file) => file.size, () => 0);
    if (size > largest) await rename(this.path, `${this.path}.1`);
    await appendFile(this.path, `${line}\n`, { mode: 0o600 });
  }
}

/** Anything that is not a plain word of the program is shown by its length only. */
function plain(value: LogValue): string {
  const text = typeof value === 'object' ? value.code : String(value);
  return /^[A-Za-z0-9.:_-]{1,60}$/.test(text) ? text : `(${text.length} characters)`;
}
