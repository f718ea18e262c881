import type { AppBridge } from '../../../core/contract/bridge';
import type { KeyImportFailure } from '../../../core/contract/commands';
import { certificateView } from '../../../core/pki/read-certificate';
import { readPkcs12 } from '../../../core/pki/pkcs12';
import type { Pkcs12Failure } from '../../../core/pki/pkcs12';

/** i18n key below `trust:keys.failure.` */
export type KeyFileFailure = Pkcs12Failure | KeyImportFailure['code'];

export interface KeyFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type ImportOutcome = { readonly ok: true; readonly holder: string } | { readonly ok: false; readonly code: KeyFileFailure };

/** Opens the file here, with a password that leaves this window no way, and hands key and certificates to main. */
export async function importKey(bridge: AppBridge, file: KeyFile, password: string): Promise<ImportOutcome> {
  const read = await readPkcs12(file.bytes, password);
  if (!read.ok) return { ok: false, code: read.failure };
  const [own] = read.value.certificates;
  if (own === undefined) return { ok: false, code: 'noKey' };
  const { holder, fingerprint } = certificateView(own);
  const pkcs8 = read.value.pkcs8.slice();
  read.value.pkcs8.fill(0);
  const answer = await bridge.ask('key.import', { pkcs8, pem: read.value.pem, fingerprint, holder: holder.slice(0, 300) });
  pkcs8.fill(0);
  return answer.ok ? { ok: true, holder } : { ok: false, code: answer.failure.code };
}
