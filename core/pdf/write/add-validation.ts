import { zlibSync } from 'fflate';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { securityStore } from '../security-store';
import { announceEtsi } from './developer-extension';
import { openDraft } from './pdf-draft';
import type { PdfWriteFailure } from './pdf-write-failure';
import { keepsEarlier } from './signature-law';
import { pdfDictionary, pdfName, streamBody, withEntries } from './write-object';

/** What somebody needs to judge the signatures later without asking anybody; DER each. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function missing(given: readonly Uint8Array[], known: readonly Uint8Array[]): readonly Uint8Array[] {
  return given.filter((one, index) => ![...known, ...given.slice(0, index)].some((other) => isSame(one, other)));
}

/**
 * Adds to the document security store (ETSI EN 319 142-1, 5.4.2: B-LT), in a revision of its own; what is there stays, and is not written twice. It
 * names no signature (VRI), for every entry is signed by its authority and serves all. The bytes as they are where nothing is missing.
 */
export async function addValidation(bytes: Uint8Array, data: ValidationData): Promise<Result<Uint8Array, PdfWriteFailure>> {
  const opened = openDraft(bytes);
  if (!opened.ok) return opened;
  const draft = opened.value;
  const known = securityStore(draft.file);
  const lists = { Certs: missing(data.certificates, known.certificates), OCSPs: missing(data.ocsps, known.ocsps), CRLs: missing(data.crls, known.crls) };
  if (Object.values(lists).every((list) => list.length === 0)) return ok(bytes);
  const before = draft.dictionary(draft.catalogNumber).entries.get('DSS');
  let store = draft.resolve(before);
  if (store.kind !== 'dictionary') store = pdfDictionary({ Type: pdfName('DSS') });
  for (const [key, list] of Object.entries(lists)) {
    for (const der of list) store = draft.withItem(store, key, draft.add(streamBody(pdfDictionary({ Filter: pdfName('FlateDecode') }), zlibSync(der))));
  }
  const whole = store;
  if (before === undefined) draft.set(draft.catalogNumber, withEntries(draft.dictionary(draft.catalogNumber), { DSS: draft.add(whole) }));
  else draft.edit(draft.catalogNumber, 'DSS', () => whole);
  announceEtsi(draft);
  const appended = await draft.append();
  return keepsEarlier(draft.file, appended.bytes) ? ok(appended.bytes) : fail('breaksEarlier');
}
