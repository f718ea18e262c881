// @ts-check
import { spawn } from 'node:child_process';

/**
 * Starts a virtual screen on a free display number, which Xvfb picks itself, so that parallel runs never collide.
 *
 * @returns {Promise<{ readonly display: string, readonly stop: () => Promise<void> }>}
 */
export function startXvfb() {
  return new Promise((resolve, reject) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-dpi', '96'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    const end = () => void server.kill('SIGTERM');
    let complaint = '';
    server.stderr?.on('data', (chunk) => (complaint += chunk));
    server.once('error', reject);
    server.once('exit', () => {
      process.off('exit', end);
      reject(new Error(`Xvfb ended: ${complaint.trim().slice(-500)}`));
    });
    process.once('exit', end);
    let number = '';
    server.stdio[3]?.on('data', (chunk) => {
      number += chunk;
      if (!number.endsWith('\n')) return;
      const stop = () =>
        /** @type {Promise<void>} */ (
          new Promise((stopped) => {
            if (server.exitCode !== null || server.signalCode !== null) return stopped();
            server.once('exit', () => stopped());
            server.kill('SIGTERM');
          })
        );
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
