import type { Session } from 'node:inspector/promises';

/**
 * Which blocks of our own code were ever entered, by V8's precise coverage: an input that enters a new one is worth changing further
 * (coverage-guided fuzzing without a native part).
 */
export class PathsTaken {
  private readonly seen = new Set<string>();

  private constructor(private readonly session: Session) {}

  static async start(session: Session): Promise<PathsTaken> {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
    const paths = new PathsTaken(session);
    await paths.sawNew();
    return paths;
  }

  get count(): number {
    return this.seen.size;
  }

  /** Has anything new been entered since the last question? */
  async sawNew(): Promise<boolean> {
    const before = this.seen.size;
    const { result } = await this.session.post('Profiler.takePreciseCoverage');
    for (const { url, functions } of result) {
      if (!url.includes('/core/')) continue;
      for (const { ranges } of functions) for (const { startOffset, endOffset, count } of ranges) if (count > 0) this.seen.add(`${url}:${startOffset}-${endOffset}`);
    }
    return this.seen.size > before;
  }
}
