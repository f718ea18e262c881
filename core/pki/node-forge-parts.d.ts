/** Single files of node-forge, which its types do not describe; only what is used here. Strings hold one byte a character. */
interface ForgeBuffer {
  getBytes(): string;
}

interface ForgeDecipher {
  start(iv: string | null, gcm?: { additionalData: string; tagLength: number; tag: ForgeBuffer }): void;
  update(input: ForgeBuffer): void;
  /** @param pad in place of the library's own removal of padding */
  finish(pad?: () => boolean): boolean;
  readonly output: ForgeBuffer;
}

declare module 'node-forge/lib/util' {
  const util: { createBuffer(latin1: string): ForgeBuffer };
  export { util as default };
}

declare module 'node-forge/lib/des' {
  const des: { createDecryptionCipher(key: string, mode: 'CBC'): ForgeDecipher };
  export { des as default };
}

declare module 'node-forge/lib/aes' {
  const aes: { createDecryptionCipher(key: string, mode: 'CBC' | 'ECB' | 'GCM'): ForgeDecipher };
  export { aes as default };
}

declare module 'node-forge/lib/rc2' {
  const rc2: { createDecryptionCipher(key: string, effectiveBits: number): ForgeDecipher };
  export { rc2 as default };
}
