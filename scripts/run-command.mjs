// @ts-check
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv, readonly quiet?: boolean, readonly input?: string }} [options]
 *   quiet: output is collected only; otherwise it is also passed on
 * @returns {Promise<{ readonly code: number, readonly output: string }>} code 127 when the program is absent
 */
export function runCommand(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    const take = (/** @type {NodeJS.WriteStream} */ target) => (/** @type {Buffer} */ chunk) => {
      output += chunk.toString('utf8');
      if (!options.quiet) target.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 127, output: output + error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
    // A program that exits without reading its input breaks the pipe; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
