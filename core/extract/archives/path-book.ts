import { limits } from '../../base/limits';
import { safeName } from '../../letter/safe-name';

/**
 * Paths of one archive, each usable as a name on any system and different from all others without regard to case. The
 * attacks are old: `../../autostart/x`, `C:\x`, `/etc/x`, names that turn round in bidi text, two files of one name of
 * which one is shown and the other opened.
 */
export class PathBook {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();

  take(name: string): string {
    const parts = cleanParts(name);
    const folders = this.folderPath(parts.slice(0, -1));
    const path = this.free([...folders, parts.at(-1) ?? ''].join('/'), (key) => !this.files.has(key) && !this.folders.has(key));
    this.files.add(path.toLowerCase());
    return path;
  }

  /** A folder cannot have the path of a file: files of an archive in an archive are named through it. */
  private folderPath(parts: readonly string[]): readonly string[] {
    let path = '';
    for (const part of parts) {
      path = this.free(path === '' ? part : `${path}/${part}`, (key) => !this.files.has(key));
      this.folders.add(path.toLowerCase());
    }
    return path === '' ? [] : [path];
  }

  private free(path: string, isFree: (key: string) => boolean): string {
    if (isFree(path.toLowerCase())) return path;
    const dot = path.lastIndexOf('.');
    const at = dot > path.lastIndexOf('/') + 1 ? dot : path.length;
    for (let count = 2; ; count += 1) {
      const next = `${path.slice(0, at)} (${count})${path.slice(at)}`;
      if (isFree(next.toLowerCase())) return next;
    }
  }
}

function cleanParts(name: string): readonly string[] {
  const given = name.slice(0, limits.archivePathChars * 4).split(/[\\/]/u);
  const parts = given.filter((part) => !/^(?:\.{0,2}|[a-z]:)$/iu.test(part.trim())).map((part) => safeName(part.replace(/^[a-z]:(?=.)/iu, ''), ''));
  if (parts.length === 0) return [safeName(null, '')];
  // the file's own name says most: folders give way from the front
  while (parts.length > 1 && (parts.length > limits.archiveFolders || parts.join('/').length > limits.archivePathChars)) parts.shift();
  return parts;
}
