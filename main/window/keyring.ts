import { safeStorage } from 'electron';
import type { Keyring } from '../vault/make-slot';

/**
 * The operating system's keyring, or null. On Linux the backend `basic_text` only obscures with a key that every program
 * knows: it counts as none.
 */
export function systemKeyring(): Keyring | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  return {
    available: true,
    seal: (bytes) => Promise.resolve(new Uint8Array(safeStorage.encryptString(Buffer.from(bytes).toString('base64')))),
    open: (blob) => Promise.resolve(new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(blob)), 'base64'))),
  };
}
