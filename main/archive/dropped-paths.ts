/** paths that stay remembered; a person drops a few files, not thousands */
const remembered = 5000;

/** Paths that the preload script took from real files a person dropped on the window: no page can make such a file up. */
export class DroppedPaths {
  private readonly paths = new Set<string>();

  add(path: string): void {
    if (this.paths.size >= remembered) this.paths.clear();
    this.paths.add(path);
  }

  readonly has = (path: string): boolean => this.paths.has(path);
}
