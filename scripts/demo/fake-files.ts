import { strToU8, unzipSync, zipSync } from 'fflate';
import { documentDocx } from './document-docx';
import type { DemoDocument } from './demo-source';
import type { NamedBytes } from './mime';

const emptyDocument: DemoDocument = { parent: null, agency: [], number: null, day: '', stamp: null, type: 'MẪU BIỂU', topic: '', lead: null, addressees: [], titles: [], recipients: [], paragraphs: [] };

/**
 * Harmless files that look like what an office must not open: the head of a program, of a shortcut, of a document with macros.
 * None of them does anything.
 */
export function fakeFile(name: string): NamedBytes {
  const extension = name.split('.').at(-1)?.toLowerCase();
  switch (extension) {
    case 'exe': return { name, type: 'application/octet-stream', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62), Buffer.from('This is no program: a file of the VanThu demo.\r\n')]) };
    case 'lnk': return { name, type: 'application/octet-stream', bytes: Buffer.concat([Buffer.from('4c0000000114020000000000c000000000000046', 'hex'), Buffer.alloc(56)]) };
    case 'js': return { name, type: 'text/javascript', bytes: Buffer.from('// This does nothing: a file of the VanThu demo.\n') };
    case 'docm': return {
      name, type: 'application/vnd.ms-word.document.macroEnabled.12',
      bytes: zipSync({ ...unzipSync(documentDocx(emptyDocument)), 'word/vbaProject.bin': strToU8('no macro') }),
    };
    default: return { name, type: 'text/plain', bytes: Buffer.from('Tệp mẫu của bản trình diễn VanThu.\n') };
  }
}
