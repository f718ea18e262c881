import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceId } from '../../core/model/ids';
import { systemCode } from '../vault/durable-file';
import { decodeHeader, headerBytes } from './segment-format';

/**
 * Device of the chain that lies in `dir`, from the newest segment whose header holds. 'none': no segment there. 'unreadable':
 * there are segments, and none of them tells.
 */
export async function readChainOwner(dir: string): Promise<DeviceId | 'none' | 'unreadable'> {
  const names = (await namesIn(dir)).filter((name) => /^\d{6,}\.vtj(\.damaged.*)?$/.test(name)).sort().reverse();
  for (const name of names) {
    const header = decodeHeader(await firstBytes(join(dir, name)));
    if (header !== 'damaged' && 'deviceId' in header) return header.deviceId;
  }
  return names.length === 0 ? 'none' : 'unreadable';
}

async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
