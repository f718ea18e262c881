import { describe, expect, it } from 'vitest';
import { decideAttachment } from './attachment-kind';
import { bytesOfLatin1 } from './latin1';

const pdf = bytesOfLatin1('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
const mz = bytesOfLatin1(`MZ\x90\0\x03\0\0\0${'\0'.repeat(60)}`);
const docx = bytesOfLatin1(`PK\x03\x04${'\0'.repeat(26)}[Content_Types].xml word/document.xml`);
const docm = bytesOfLatin1(`PK\x03\x04${'\0'.repeat(26)}[Content_Types].xml word/vbaProject.bin`);
const ole = bytesOfLatin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument');
const oleMacro = bytesOfLatin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 M\0a\0c\0r\0o\0s\0');
const text = bytesOfLatin1('Kinh gui: cac don vi');
const png = bytesOfLatin1('\x89PNG\r\n\x1a\n');
const html = bytesOfLatin1('  <!DOCTYPE html><script>1</script>');
const zip = bytesOfLatin1(`PK\x03\x04${'\0'.repeat(26)}cong-van.exe`);

describe('an attachment', () => {
  it.each([
    ['cong-van.pdf', pdf, 'document'],
    ['QĐ.36.2013.UBND.PDF', pdf, 'document'],
    ['du-thao.docx', docx, 'document'],
    ['ban-scan.png', png, 'image'],
    ['ghi-chu.txt', text, 'text'],
    ['chuyen-tiep.eml', text, 'letter'],
    ['so.gov.vn.com.pdf', pdf, 'document'],
  ])('%s may be opened', (name, bytes, why) => {
    expect(decideAttachment(name, 'application/octet-stream', bytes)).toEqual({ kind: 'open', why });
  });

  it.each([
    ['a.exe', mz, 'program'],
    ['cong-van.pdf.exe', mz, 'doubleExtension'],
    ['cong-van.pdf.exe. ', mz, 'doubleExtension'],
    ['cong-van.pdf            .exe', mz, 'doubleExtension'],
    ['cong-van\u202Efdp.exe', mz, 'hiddenCharacters'],
    ['cong-van.exe\u202E.pdf', pdf, 'hiddenCharacters'],
    ['cong-van.exe.pdf', pdf, 'doubleExtension'],
    ['cong-van.pdf', mz, 'program'],
    ['cong-van.lnk', text, 'shortcut'],
    ['cong-van.pdf.lnk', text, 'doubleExtension'],
    ['cong-van.js', text, 'script'],
    ['bang.xlsm', docm, 'macro'],
    ['cong-van.docx', docm, 'macro'],
    ['cong-van.docx', oleMacro, 'macro'],
    ['cong-van.docx', ole, 'contentDiffers'],
    ['cong-van.doc', ole, 'legacyOffice'],
    ['cong-van.doc', oleMacro, 'macro'],
    ['cong-van.doc', docm, 'macro'],
    ['dia.iso', text, 'diskImage'],
    ['cai-dat.msi', ole, 'installer'],
    ['trang.html', html, 'webPage'],
    ['hinh.svg', html, 'webPage'],
    ['cong-van.pdf', html, 'webPage'],
    ['cong-van.pdf', text, 'contentDiffers'],
    ['ho-so.zip', zip, 'archive'],
    ['cong-van.docx', zip, 'archive'],
    ['cong-van.ｅｘｅ', mz, 'program'],
    ['chu-ky.p7s', bytesOfLatin1('0\x80'), 'certificate'],
    ['khong-ro.xyz', bytesOfLatin1('\0\x01\x02'), 'unknown'],
    ['cong-van.exe::$DATA', mz, 'program'],
  ])('%j is only saved', (name, bytes, why) => {
    expect(decideAttachment(name, 'application/pdf', bytes)).toEqual({ kind: 'saveOnly', why });
  });

  it('is only saved where a macro is named at the end of a large package, beyond its first bytes', () => {
    const directory = `PK\x01\x02${'\0'.repeat(42)}word/vbaProject.bin`;
    const large = bytesOfLatin1(`PK\x03\x04${'\0'.repeat(26)}[Content_Types].xml${'x'.repeat(200_000)}${directory}`);
    expect(decideAttachment('cong-van.docx', '', large)).toEqual({ kind: 'saveOnly', why: 'macro' });
  });

  it('without an extension is judged by the type it declares, and by its content', () => {
    expect(decideAttachment('cong-van', 'application/pdf', pdf).kind).toBe('open');
    expect(decideAttachment('cong-van', 'application/pdf', mz).kind).toBe('saveOnly');
  });
});
