/**
 * Signals a process, or a whole group by its negative number.
 *
 * @returns false where it has ended meanwhile: between looking and signalling there is always a moment
 * @throws for every other reason, such as a process of somebody else
 */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
