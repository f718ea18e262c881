import { readFileSync, readdirSync } from 'node:fs';

/** A process and all its descendants, parents first; empty when it is gone. Linux only. */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  if (parentOf(root) === undefined) return [];
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

export interface SandboxState {
  readonly pid: number;
  readonly uid: number;
  /** seccomp-bpf filter in force (mode 2) */
  readonly isFiltered: boolean;
  /** lives in a PID namespace of its own */
  readonly isNamespaced: boolean;
}

/** What the kernel says about each renderer below an Electron main process; nothing the application could claim. */
export function rendererSandboxes(mainPid: number): readonly SandboxState[] {
  return processTree(mainPid)
    .filter((pid) => readProc(pid, 'cmdline').split(/[\0 ]/).includes('--type=renderer'))
    .map((pid) => {
      const status = readProc(pid, 'status');
      const field = (name: string): readonly string[] => (new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '').split(/\s+/);
      return { pid, uid: Number(field('Uid')[0]), isFiltered: field('Seccomp')[0] === '2', isNamespaced: field('NSpid').length > 1 };
    });
}

/** Parent of a living process; a zombie counts as gone. */
function parentOf(pid: number): number | undefined {
  const [, state, parent] = /\) (\S) (\d+)/.exec(readProc(pid, 'stat')) ?? [];
  return parent === undefined || state === 'Z' ? undefined : Number(parent);
}

function readProc(pid: number, file: 'cmdline' | 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // Ended between the listing and the reading.
    return '';
  }
}
