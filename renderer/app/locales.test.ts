import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import type { PdfWriteFailure } from '../../core/pdf/write/pdf-write-failure';
import type { OfficeWriteFailure } from '../../core/xmldsig/write/office-write-failure';
import type { AttachmentWhy } from '../../core/letter/attachment-kind';
import type { ActFailure, ConnectFailure, FileFailure, FreeingPlan, KeyFailure } from '../../core/contract/commands';
import type { ListRow, QueueName, TableAnswer } from '../../core/contract/list';
import type { ConnectionFailureCode } from '../../core/model/account';
import type { ActConflict } from '../../core/model/act';
import type { FolderUse } from '../../core/model/folder';
import type { CorrectableField } from '../../core/model/correction';
import type { CitationRelation, DeskKind, DocumentCopy } from '../../core/model/document';
import type { OfficialnessLevel, OfficialnessReason, SenderClueKind } from '../../core/model/sender';
import type { SignFailureCode, TimestampFailureCode, TokenDriver, TriesLeft } from '../../core/model/signing';
import type { ReceiptState, ReceiptWhy } from '../../core/model/receipt';
import type { LaterChange, SignatureChecks, SignatureKind, SignaturePicture, SignerRole, TimestampView, VerdictReason, Wanted } from '../../core/model/verdict';
import type { KeyFileFailure } from '../settings/keys/import-key';
import type { PathDefect } from '../../core/pki/validate-path';

const root = join(import.meta.dirname, '../..');
const locales = join(root, 'assets/locales');

function flatten(texts: object, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]) => (
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value as object, `${prefix}${key}.`)
  ));
}

function load(file: string): ReadonlyMap<string, string> {
  return new Map(flatten(JSON.parse(readFileSync(join(locales, file), 'utf8')) as object));
}

/** Names of the values a text asks for, in whatever order and however often. */
function argumentsOf(text: string, language: string): readonly string[] {
  const names = new Set<string>();
  const walk = (nodes: readonly unknown[]) => {
    for (const node of nodes as readonly { readonly type: number; readonly value: string; readonly options?: Record<string, { readonly value: readonly unknown[] }> }[]) {
      // 0 is literal text and 7 the number of the plural around it; all others name a value
      if (node.type !== 0 && node.type !== 7) names.add(node.value);
      for (const option of Object.values(node.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

const parts = readdirSync(join(locales, 'parts')).filter((file) => file.endsWith('.vi.json')).map((file) => `parts/${file.replace('.vi.json', '')}.`);
const files = ['', ...parts];
const vi = new Map(['', ...parts.filter((name) => name.startsWith('parts/signature-'))].flatMap((name) => [...load(`${name}vi.json`)]));

describe.each(files)('the texts of "%s"', (name) => {
  const vietnamese = load(`${name}vi.json`);
  const english = load(`${name}en.json`);

  it('have the same keys in Vietnamese and English', () => {
    expect([...english.keys()].sort()).toEqual([...vietnamese.keys()].sort());
  });

  it('are valid ICU messages that ask for the same values in both languages', () => {
    for (const [key, text] of vietnamese) {
      expect({ key, values: argumentsOf(english.get(key) ?? '', 'en') }).toEqual({ key, values: argumentsOf(text, 'vi') });
    }
  });

  it('are composed (NFC) and never empty', () => {
    for (const [key, text] of [...vietnamese, ...english]) expect({ key, text: text.normalize('NFC') }).toEqual({ key, text: text === '' ? 'empty' : text });
  });
});

// `satisfies` keeps these lists whole: a new member of a union is a compile error here until it has a text
const receiptWhys = {
  notOfficialDomain: 1, freeWebmail: 1, list: 1, bulk: 1, autoSubmitted: 1, ourselves: 1, noSender: 1, severalSenders: 1, noReturnPath: 1, nullReturnPath: 1, returnPathDiffers: 1,
  authenticationFailed: 1, notificationDiffers: 1, severalNotifications: 1, notRequested: 1, notAddressed: 1, notInInbox: 1, junk: 1, beforeConnection: 1, alreadyAnswered: 1, senderCap: 1,
  accountCap: 1, policyNever: 1, policyAsk: 1, personDeclined: 1, noClaim: 1, oneAlready: 1, notOfficialLetter: 1, serverRefused: 1, eligible: 1, gone: 1,
} satisfies Record<ReceiptWhy, 1>;
const receiptStates = { proposed: 1, asked: 1, claiming: 1, claimed: 1, handed: 1, sent: 1, withheld: 1, unknown: 1 } satisfies Record<ReceiptState['state'], 1>;
const verdictReasons = {
  valid: 1, broken: 1, changedAfter: 1, revoked: 1, otherSigner: 1, malformed: 1, pathFailed: 1, noAnchor: 1, noSignerCertificate: 1, revocationUnknown: 1, revocationStale: 1,
  revokedTimeUnproven: 1, expired: 1, weakAlgorithm: 1, unsupported: 1, partOnly: 1, otherIssuer: 1, encrypted: 1,
} satisfies Record<VerdictReason, 1>;
const connectionCodes = {
  nameNotFound: 1, refused: 1, timeout: 1, unreachable: 1, closed: 1, certificateNotTrusted: 1, certificateName: 1, certificateExpired: 1, tlsNotOffered: 1, tlsFailed: 1, passwordWrong: 1,
  accountLocked: 1, mailboxUnavailable: 1, plainNotAllowed: 1, notThisProtocol: 1, captivePortal: 1, proxyFailed: 1, activationNeeded: 1, tampered: 1, loginNotOffered: 1, senderRefused: 1, passwordMissing: 1, serverError: 1,
} satisfies Record<ConnectionFailureCode, 1>;
const connectCodes = { alreadyConnected: 1, plainNotAllowed: 1 } satisfies Record<Exclude<ConnectFailure['code'], Exclude<ConnectionFailureCode, 'plainNotAllowed'>>, 1>;
const keyCodes = { wrongSecret: 1, passphraseNeeded: 1, passphraseTooShort: 1, notACode: 1, keyringLost: 1, alreadyThere: 1, damaged: 1, diskFull: 1 } satisfies Record<KeyFailure['code'], 1>;
const fileCodes = { saveOnly: 1, diskFull: 1, notWritable: 1, tooLarge: 1, notReadable: 1, busy: 1 } satisfies Record<FileFailure['code'], 1>;
const attachmentWhys = {
  document: 1, image: 1, text: 1, letter: 1, sheet: 1, slides: 1, program: 1, script: 1, shortcut: 1, doubleExtension: 1, hiddenCharacters: 1, macro: 1, legacyOffice: 1, diskImage: 1,
  installer: 1, webPage: 1, archive: 1, contentDiffers: 1, certificate: 1, encrypted: 1, unknown: 1,
} satisfies Record<AttachmentWhy, 1>;
const queues = { all: 1, official: 1, unread: 1, urgent: 1, invitations: 1, signature: 1, receipts: 1, unitUnknown: 1, ordinary: 1, damaged: 1, conflicts: 1, gone: 1, junk: 1, imported: 1, secret: 1, duplicates: 1, touched: 1 } satisfies Record<QueueName, 1>;
const checkNames = { integrity: 1, coverage: 1, identity: 1, binding: 1, path: 1, revocation: 1, time: 1, timestamp: 1, algorithm: 1 } satisfies Record<keyof SignatureChecks, 1>;
const kinds = { smime: 1, cms: 1, pdf: 1, ooxml: 1, xades: 1, asic: 1 } satisfies Record<SignatureKind, 1>;
const permissions = { yes: 1, no: 1, unknown: 1 } satisfies Record<LaterChange['permitted'], 1>;
const pictureKinds = { seal: 1, handwriting: 1, scan: 1 } satisfies Record<SignaturePicture['what'], 1>;
const signerRoles = { person: 1, agency: 1, unknown: 1 } satisfies Record<SignerRole, 1>;
const wantedKinds = { certificate: 1, crl: 1, ocsp: 1 } satisfies Record<Wanted['what'], 1>;
const stampKinds = { signature: 1, content: 1, document: 1, archive: 1 } satisfies Record<TimestampView['kind'], 1>;
const pathDefects = {
  badSignature: 1, unsupportedAlgorithm: 1, expired: 1, notYetValid: 1, notAnAuthority: 1, pathTooLong: 1, keyUsage: 1, extendedKeyUsage: 1, nameConstraints: 1, policies: 1,
  unknownCritical: 1, issuerMismatch: 1,
} satisfies Record<PathDefect, 1>;
const correctable = {
  number: 1, type: 1, date: 1, place: 1, agency: 1, parentAgency: 1, summary: 1, signer: 1, signerTitle: 1, urgency: 1, secrecy: 1, deadline: 1,
} satisfies Record<CorrectableField, 1>;
const shownFields = [...Object.keys(correctable), 'addressees', 'cites', 'copy'];
const relations = { basis: 1, answers: 1, mentions: 1, replaces: 1, amends: 1, corrects: 1, recalls: 1 } satisfies Record<CitationRelation, 1>;
const touches = { replaces: 1, amends: 1, corrects: 1, recalls: 1 } satisfies Record<NonNullable<ListRow['touched']>, 1>;
const deskKinds = { invitation: 1, workSchedule: 1, meetingPapers: 1, workMaterial: 1, report: 1, directive: 1, notice: 1, request: 1 } satisfies Record<DeskKind, 1>;
const copyForms = { saoY: 1, saoLuc: 1, trichSao: 1 } satisfies Record<DocumentCopy['form'], 1>;
const levels = { official: 1, unproven: 1, doubtful: 1 } satisfies Record<OfficialnessLevel, 1>;
const clues = { certificate: 1, address: 1, domain: 1, letterhead: 1, symbol: 1, signatureBlock: 1, phone: 1, displayName: 1 } satisfies Record<SenderClueKind, 1>;
const officialnessCodes = {
  officialDomain: 1, signedByUnit: 1, signedByOther: 1, freeWebmail: 1, foreignDomain: 1, serverConfirms: 1, serverRefutes: 1, serverSilent: 1, lookAlikeDomain: 1, nameShowsOtherAddress: 1, nameOfOtherUnit: 1,
  letterheadOfOther: 1, replyToElsewhere: 1, directoryKnowsAddress: 1, addressNeverSeen: 1, unitEnded: 1, severalFrom: 1,
} satisfies Record<OfficialnessReason['code'], 1>;

function expectTexts(prefix: string, codes: Iterable<string>, suffix = ''): void {
  expect([...codes].map((code) => `${prefix}${code}${suffix}`).filter((key) => !vi.has(key))).toEqual([]);
}

const conflicts = { goneFromServer: 1, movedElsewhere: 1, folderMissing: 1, notAllowed: 1, serverRefused: 1, notTheSame: 1, unclear: 1, flaggedSince: 1, markedDeleted: 1 } satisfies Record<ActConflict, 1>;
const actCodes = { noSuchLetter: 1, noSuchFolder: 1, notOnServer: 1, noPlan: 1, nothingToDo: 1 } satisfies Record<ActFailure['code'], 1>;
const keptWhys = { recent: 1, notInVault: 1, waiting: 1, flagged: 1, notAllowed: 1 } satisfies Record<FreeingPlan['kept'][number]['why'], 1>;
const uses = { inbox: 1, sent: 1, drafts: 1, junk: 1, trash: 1, archive: 1, all: 1, flagged: 1, important: 1 } satisfies Record<FolderUse, 1>;

describe('every closed code of the mailbox has a text', () => {
  const mailbox = load('parts/mailbox.vi.json');
  it.each([['conflict.why.', conflicts], ['act.failure.', actCodes], ['free.kept.', keptWhys], ['use.', uses]])('below %s', (prefix, codes) => {
    expect([...mailbox.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)).sort()).toEqual(Object.keys(codes).sort());
  });
});

describe('every closed code of documents, senders and secrets has a text', () => {
  it.each<readonly [string, string, object]>([
    ['document', 'does.', relations], ['document', 'did.', relations], ['document', 'claimed.', { ...touches, next: 1 }], ['document', 'kind.', deskKinds], ['document', 'copyForm.', copyForms],
    ['sender', 'level.', levels], ['sender', 'clue.', clues], ['secret', 'failure.', actCodes], ['officialness', '', officialnessCodes],
  ])('in %s below "%s"', (part, prefix, codes) => {
    const keys = [...load(`parts/${part}.vi.json`).keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    expect(keys.sort()).toEqual(Object.keys(codes).sort());
  });

  it('and what became of a document has its advice', () => {
    const known = load('parts/document.vi.json');
    expect(Object.keys(touches).filter((one) => !known.has(`touched.${one}`) || !known.has(`touched.${one}Next`))).toEqual([]);
    expectTexts('row.touched.', Object.keys(touches));
  });
});

describe('every way to fail with a signature, a token or a time-stamp has a text', () => {
  const signing = { cancelled: 1, wrongPin: 1, pinLocked: 1, pinFormat: 1, tokenGone: 1, keyGone: 1, driverFailed: 1, mechanism: 1, digestMissing: 1, busy: 1, timeout: 1 } satisfies Record<SignFailureCode, 1>;
  const stamps = { notConfigured: 1, offline: 1, timeout: 1, refused: 1, tooLarge: 1, blocked: 1 } satisfies Record<TimestampFailureCode, 1>;
  const tries = { many: 1, few: 1, last: 1, locked: 1 } satisfies Record<TriesLeft, 1>;
  const drivers = { ok: 1, notFound: 1, notADriver: 1, notBuilt: 1, failed: 1, starting: 1 } satisfies Record<TokenDriver['state'], 1>;
  it.each<readonly [string, string, object]>([
    ['signing', 'failure.', signing], ['signing', 'timestamp.', stamps], ['signing', 'tries.', tries], ['signing', 'left.', tries], ['token', 'tries.', tries], ['token', 'driver.', drivers], ['token', 'source.', { policy: 1, person: 1 }],
  ])('in %s below "%s"', (part, prefix, codes) => {
    const keys = [...load(`parts/${part}.vi.json`).keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    expect(keys.sort()).toEqual(Object.keys(codes).sort());
  });
});

describe('every way to fail with a key file has a text', () => {
  const failures = { wrongPassword: 1, noKey: 1, malformed: 1, unsupported: 1, mismatch: 1, damaged: 1, diskFull: 1 } satisfies Record<KeyFileFailure, 1>;
  it('and none is said by nobody', () => {
    const known = [...load('parts/trust.vi.json').keys()].filter((key) => key.startsWith('keys.failure.')).map((key) => key.slice('keys.failure.'.length));
    expect(known.sort()).toEqual(Object.keys(failures).sort());
  });
});

describe('every reason for which nothing is written into a PDF has a text', () => {
  const failures = {
    notPdf: 1, damaged: 1, encrypted: 1, certified: 1, locked: 1, alreadySigned: 1, breaksEarlier: 1, noSuchPage: 1, noRoom: 1, pictureFormat: 1, pictureTooLarge: 1, noFont: 1, pageContent: 1, nothingToAdd: 1,
  } satisfies Record<PdfWriteFailure, 1>;
  it('and none is said by nobody', () => {
    expect([...load('parts/pdf-write.vi.json').keys()].sort()).toEqual(Object.keys(failures).map((key) => `failure.${key}`).sort());
  });
});

describe('every reason for which an Office file is not signed has a text', () => {
  const failures = { encrypted: 1, oldFormat: 1, broken: 1, ambiguous: 1, tooLarge: 1, noDocument: 1, breaksEarlier: 1, badCertificate: 1 } satisfies Record<OfficeWriteFailure, 1>;
  it('and none is said by nobody', () => {
    expect([...load('parts/office-write.vi.json').keys()].sort()).toEqual(Object.keys(failures).map((key) => `failure.${key}`).sort());
  });
});

describe('every closed code has a text', () => {
  it.each([
    ['receipt.why.', receiptWhys], ['receipt.state.', receiptStates], ['verdict.', verdictReasons], ['verdictShort.', verdictReasons], ['keyFailure.', keyCodes],
    ['fileFailure.', fileCodes], ['connectFailure.', connectCodes], ['attachment.why.', attachmentWhys], ['queue.', queues], ['list.empty.', queues],
    ['details.permitted.', permissions], ['details.picture.', pictureKinds], ['roles.name.', signerRoles], ['wanted.', wantedKinds], ['timestamp.kind.', stampKinds], ['details.certifies.', { 1: 1, 2: 1, 3: 1 }],
    ['check.name.', checkNames], ['signatureKind.', kinds], ['check.why.', pathDefects],
  ])('below %s', (prefix, codes) => expectTexts(prefix, Object.keys(codes)));

  it('that a connection can fail with, and a next step', () => {
    expectTexts('connection.', Object.keys(connectionCodes), '.what');
    expectTexts('connection.', Object.keys(connectionCodes), '.next');
  });

  it('that a field of a document is called by', () => expectTexts('field.', shownFields));
});

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'));
}

function codesIn(folders: readonly string[], pattern: RegExp): ReadonlySet<string> {
  return new Set(folders.flatMap(sources).flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));
}

describe('codes that other rooms write', () => {
  it('have a text where they are problems of a letter', () => {
    // what is wrong with a table of units is said where it is chosen
    const tableCodes = { notATable: 1, tooLarge: 1, encrypted: 1, damaged: 1 } satisfies Record<Extract<TableAnswer, { readonly ok: false }>['code'], 1>;
    expectTexts('problem.', [...codesIn(['core/letter', 'core/extract'], /\bcode: '([A-Za-z]+)'/g)].filter((code) => !(code in tableCodes)));
    expectTexts('problem.', [...codesIn(['core/extract/archives', 'core/facts'], /'(archive[A-Z][A-Za-z]+|tnefBroken)'/g)]);
  });

  it('have a text where they say why a check is not passed', () => {
    expectTexts('check.why.', codesIn(['core/verify', 'core/pki', 'core/pdf', 'core/xml', 'core/xmldsig'], /(?:failed|notChecked)\('([A-Za-z]+)'\)/g));
    expectTexts('check.why.', codesIn(['core/verify', 'core/pki', 'core/pdf', 'core/xml', 'core/xmldsig'], /state: '(?:failed|notChecked)', why: '([A-Za-z]+)'/g));
  });
});

describe('the visible window', () => {
  it('asks only for texts that exist', () => {
    const asked = codesIn(['renderer/app', 'renderer/letters', 'renderer/settings', 'renderer/ui'], /(?:\bt|\bwords)\('([A-Za-z]+(?:\.[A-Za-z]+)+)'/g);
    expect([...asked].filter((key) => !vi.has(key))).toEqual([]);
    expect(asked.size).toBeGreaterThan(150);
  });

  it('asks parts only for texts that exist', () => {
    const asked = codesIn(['renderer/app', 'renderer/letters', 'renderer/settings', 'renderer/ui'], /(?:\bt|\bwords)\('([a-z-]+:[A-Za-z.]+)'/g);
    const known = new Set(parts.flatMap((part) => [...load(`${part}vi.json`).keys()].map((key) => `${part.slice('parts/'.length, -1)}:${key}`)));
    expect([...asked].filter((key) => !known.has(key))).toEqual([]);
    expect(asked.size).toBeGreaterThan(100);
  });
});
