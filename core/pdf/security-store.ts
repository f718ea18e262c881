import { limits } from '../base/limits';
import type { PdfFile, PdfObject } from './pdf-model';
import { undoFilters } from './undo-filters';

/** What the document security store of a file holds (ISO 32000-2 12.8.4.3, ETSI EN 319 142-1 5.4), DER each. */
export interface SecurityStore {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/**
 * Certificates, lists and OCSP answers of the newest revision's DSS and of the VRI in it. Each is signed by its authority, so it does
 * not matter who put it there, nor for which signature. Bounded by limits.pdfStoreItems and pdfStreamBytes; empty in an encrypted file.
 */
export function securityStore(file: PdfFile): SecurityStore {
  const last = file.revisions[file.revisions.length - 1];
  const store = { certificates: new Map<string, Uint8Array>(), crls: new Map<string, Uint8Array>(), ocsps: new Map<string, Uint8Array>() };
  let bytes = 0;
  let items = 0;
  const take = (into: Map<string, Uint8Array>, list: PdfObject | undefined): void => {
    const array = last?.resolve(list);
    if (last === undefined || array?.kind !== 'array') return;
    for (const [index, item] of array.items.entries()) {
      if (items >= limits.pdfStoreItems) break;
      const key = item.kind === 'reference' ? String(item.number) : `direct ${items} ${index}`;
      const stream = into.has(key) ? undefined : last.resolve(item);
      const data = stream?.kind === 'stream' ? undoFilters(stream, (object) => last.resolve(object), limits.pdfStreamBytes - bytes) : null;
      items += 1;
      if (data === null) continue;
      bytes += data.length;
      into.set(key, data);
    }
  };
  const root = last?.resolve(last.trailer.entries.get('Root'));
  const dss = root?.kind === 'dictionary' && last !== undefined && !file.encrypted ? last.resolve(root.entries.get('DSS')) : undefined;
  if (dss?.kind === 'dictionary' && last !== undefined) {
    take(store.certificates, dss.entries.get('Certs'));
    take(store.crls, dss.entries.get('CRLs'));
    take(store.ocsps, dss.entries.get('OCSPs'));
    const vri = last.resolve(dss.entries.get('VRI'));
    for (const entry of vri.kind === 'dictionary' ? [...vri.entries.values()].slice(0, limits.pdfSignatures) : []) {
      const one = last.resolve(entry);
      if (one.kind !== 'dictionary') continue;
      take(store.certificates, one.entries.get('Cert'));
      take(store.crls, one.entries.get('CRL'));
      take(store.ocsps, one.entries.get('OCSP'));
    }
  }
  return { certificates: [...store.certificates.values()], crls: [...store.crls.values()], ocsps: [...store.ocsps.values()] };
}
