/** Folders have no bytes; what macOS puts beside every file of a ZIP (`__MACOSX/._name`) is its own book-keeping and no file of the sender. */
export function isPlainFile(name: string): boolean {
  return name !== '' && !/[\\/]$/u.test(name) && !/^__MACOSX[\\/]/u.test(name) && !/(?:^|[\\/])\.DS_Store$/u.test(name);
}
