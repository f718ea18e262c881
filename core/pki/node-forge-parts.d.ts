/** Single files of node-forge, which its types do not describe; only what is used here. */
declare module 'node-forge/lib/util' {
  interface Buffer {
    getBytes(): string;
  }
  const util: { createBuffer(latin1: string): Buffer };
  export default util;
}

declare module 'node-forge/lib/des' {
  const des: { createDecryptionCipher(key: string, mode: 'CBC'): import('node-forge-cipher').Decipher };
  export default des;
}

declare module 'node-forge/lib/aes' {
  const aes: { createDecryptionCipher(key: string, mode: 'CBC' | 'ECB' | 'GCM'): import('node-forge-cipher').Decipher };
  export default aes;
}

declare module 'node-forge/lib/rc2' {
  const rc2: { createDecryptionCipher(key: string, effectiveBits: number): import('node-forge-cipher').Decipher };
  export default rc2;
}

declare module 'node-forge-cipher' {
  import type { Buffer } from 'node-forge/lib/util';
  interface Decipher {
    start(options: string | null | { iv: string; additionalData?: string; tagLength?: number; tag?: Buffer }): void;
    update(input: Buffer): void;
    /** @param pad in place of the library's own removal of padding */
    finish(pad?: () => boolean): boolean;
    readonly output: Buffer;
  }
}
