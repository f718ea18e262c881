// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A vitest reporter that writes down the errors which belong to no test: an unhandled rejection, a hook that failed
 * after its tests passed, a file that could not be loaded. Vitest's JSON report is silent about most of them, and a run
 * that failed without a reason cannot be mended.
 *
 * @param {string} file where a JSON array of lines is written, one line an error; empty when there was none
 * @returns {import('vitest/node').Reporter}
 */
export function strayErrors(file) {
  return {
    onTestRunEnd(modules, unhandled) {
      const lines = unhandled.map((error) => `unhandled: ${told(error)}`);
      for (const module of modules) {
        const where = module.relativeModuleId;
        for (const error of module.errors()) lines.push(`${where}: ${told(error)}`);
        for (const suite of module.children.allSuites()) for (const error of suite.errors()) lines.push(`${where} › ${suite.fullName}: ${told(error)}`);
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(lines));
    },
  };
}

/** @param {{ readonly name?: string, readonly message?: string, readonly stacks?: readonly { readonly file: string, readonly line: number }[], readonly stack?: string }} error */
function told(error) {
  const frame = error.stacks?.[0];
  const place = frame === undefined ? (error.stack ?? '').split('\n').find((line) => line.trim().startsWith('at ')) : `${frame.file}:${frame.line}`;
  return `${error.name ?? 'Error'}: ${error.message ?? ''} ${place?.trim() ?? ''}`.replaceAll(/\s+/g, ' ');
}
