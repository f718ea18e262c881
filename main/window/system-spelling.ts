/**
 * Does the operating system itself check spelling, with its own dictionaries? Only macOS hands its checker to Chromium; elsewhere Electron would fetch dictionaries from a
 * server of its maker, which no page of ours ever reaches.
 */
export function hasSystemSpelling(platform: NodeJS.Platform): boolean {
  return platform === 'darwin';
}
