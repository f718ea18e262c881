/**
 * A folder name as IMAP4rev1 servers know it (RFC 3501, 5.1.3). Written apart from the product, so that a test does not ask
 * the program what it should have said.
 */
export function toModifiedUtf7(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const utf16 = Buffer.from(run, 'utf16le').swap16();
    return `&${utf16.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}
