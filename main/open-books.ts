import { join } from 'node:path';
import receiptMailEn from '../assets/locales/parts/receipt-mail.en.json';
import receiptMailVi from '../assets/locales/parts/receipt-mail.vi.json';
import type { Clock } from '../core/base/clock';
import { fail, ok, type Result } from '../core/base/result';
import type { ActFailure, ConnectFailure } from '../core/contract/commands';
import { foldEvidence, noEvidence, type ImportedAnchor } from '../core/fold/evidence';
import type { OwnKey } from '../core/model/evidence';
import type { AccountId, DeviceId, Digest, LetterId, PartId } from '../core/model/ids';
import { FoldedRegisters } from '../core/register/fold-register';
import { defaultOutgoing } from '../core/acknowledge/default-policy';
import { AccountRecords } from './account/account-records';
import { LetterEraser } from './acts/letter-eraser';
import { makeSeenAct } from './acts/make-act';
import { MailboxActs } from './acts/mailbox-acts';
import { QuotaDesk } from './acts/quota-desk';
import { Accounts, type ConnectInput } from './account/accounts';
import type { Network } from './compose-network';
import { AskedAddresses } from './evidence/asked-addresses';
import { LetterDesk } from './desk/letter-desk';
import { DraftFates } from './drafts/draft-fates';
import { DraftMirror } from './drafts/draft-mirror';
import { Drafts } from './drafts/drafts';
import { MirrorStates } from './drafts/mirror-states';
import { EvidenceDesk } from './evidence/evidence-desk';
import { systemAddresses } from './evidence/dial-evidence';
import { evidenceRoutes } from './evidence/evidence-routes';
import { openJournal, type Journal } from './journal/open-journal';
import { replay } from './journal/replay';
import { OwnKeys } from './keys/own-keys';
import { SignaturePictures } from './keys/signature-pictures';
import { LetterTroubles } from './letter-troubles';
import type { Log } from './log/log';
import { fileKeySource } from './signing/file-key-source';
import type { KeySource } from './signing/signing-batch';
import { TimestampDesk } from './signing/timestamp-desk';
import { noTokenHost, type StartHost } from './token/host-port';
import { TokenDesk } from './token/token-desk';
import { LetterPlaces } from './outbox/letter-places';
import { MailBook } from './outbox/mail-book';
import { MailStore } from './outbox/mail-store';
import { Mails } from './outbox/mails';
import { ReceiptBook } from './outbox/receipt-book';
import { Receipts } from './outbox/receipts';
import { openReceiptSession } from './outbox/open-receipt-session';
import type { SmtpSession } from './outbox/smtp-session';
import { journalledPolicy, restoredPolicy } from './policy/journalled-policy';
import type { PolicyFile } from './policy/policy-file';
import { NumberFloor } from './registers/number-floor';
import { Registers } from './registers/registers';
import { AccountIndexes } from './sync/account-indexes';
import { deriveKey, deriveKeys } from './vault/derive-keys';
import { openEvidenceStore, type EvidenceStore } from './vault/evidence-store';
import { openSecrets } from './vault/secrets';
import { openVault, type Vault } from './vault/open-vault';
import { tidyVault } from './vault/tidy-vault';

export interface OpenBooks {
  readonly profileKey: Uint8Array;
  readonly deviceId: DeviceId;
  /** folder of the books */
  readonly dir: string;
  readonly policy: PolicyFile;
  readonly network: Network;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** a list of that room is another one now */
  readonly tellRoom?: (room: 'drafts' | 'registers' | 'outbox') => void;
  /** starts the process of one PKCS #11 driver; absent where no tokens are wanted */
  readonly startTokenHost?: StartHost;
  /** attachments that other programs were given */
  readonly opened?: { readonly wipe: () => Promise<boolean> };
}

export interface Books {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly evidence: EvidenceStore;
  readonly accounts: Accounts;
  readonly receipts: Receipts;
  readonly mails: Mails;
  /** where letters lie and what is being done to them, as the journal tells it */
  readonly places: LetterPlaces;
  readonly acts: MailboxActs;
  readonly drafts: Drafts;
  /** copies of drafts in the Drafts folder */
  readonly mirror: DraftMirror;
  readonly registers: Registers;
  /** what the office says of letters that came in */
  readonly letterDesk: LetterDesk;
  readonly quota: QuotaDesk;
  /** handed to our own pages: seals the values of their store */
  readonly storeKey: Uint8Array;
  /** names the chain: another value means that the derived store has to be made anew */
  readonly chain: string;
  /** codes of what opening found */
  readonly notes: readonly string[];
  /** private keys; their certificates are in `keys()` */
  readonly ownKeys: OwnKeys;
  readonly pictures: SignaturePictures;
  readonly evidenceDesk: EvidenceDesk;
  keys(): readonly OwnKey[];
  /** what can sign: keys of files, keys on tokens */
  readonly keySources: readonly KeySource[];
  readonly tokens: TokenDesk;
  readonly timestamps: TimestampDesk;
  /** authorities a person added, as the journal tells it now */
  importedAnchors(): readonly ImportedAnchor[];
  connect(input: ConnectInput): Promise<Result<AccountId, ConnectFailure>>;
  displayed(letterId: LetterId, digest: Digest): Promise<void>;
  /** ingest is about to open these parts */
  attempted(letterId: LetterId, parts: readonly PartId[]): Promise<void>;
  finished(letterId: LetterId): Promise<void>;
  damaged(letterId: LetterId): Promise<void>;
  erase(letterId: LetterId, onServer: boolean): Promise<Result<'erased' | 'waiting', ActFailure>>;
  policyChanged(): Promise<void>;
  close(): Promise<void>;
}

/** Builds every service behind the profile key once, by hand, and starts the connections. */
export async function openBooks(given: OpenBooks): Promise<Result<Books, { readonly code: string }>> {
  const { dir, deviceId, policy, network, clock, log } = given;
  const keys = deriveKeys(given.profileKey);
  const vault = await openVault({ dir: join(dir, 'vault'), keys });
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId, vault, clock });
  if (!opened.ok) return fail({ code: opened.failure.code });
  const { journal, notes, gaps } = opened.value;
  const isWhole = gaps === 0;
  for (const note of notes) log.write('journal.note', { code: { code: note.code } });
  if (journal.head === 0) await journal.append({ kind: 'device.created', deviceId });
  const records = new AccountRecords();
  const places = new LetterPlaces();
  const book = new ReceiptBook(journal, clock, places);
  const mailBook = new MailBook(journal, clock);
  const indexes = new AccountIndexes();
  const troubles = new LetterTroubles();
  const letterDesk = new LetterDesk();
  const fates = new DraftFates();
  const folded = new FoldedRegisters();
  let evidence = noEvidence;
  await replay(journal, (event) => {
    records.apply(event);
    indexes.apply(event);
    places.apply(event);
    book.fold(event);
    mailBook.fold(event);
    troubles.apply(event);
    letterDesk.fold(event);
    fates.apply(event);
    folded.apply(event, deviceId);
    evidence = foldEvidence(evidence, event);
  });
  // before all who ask them when they hear of something
  indexes.follow(journal);
  const forgetPlaces = places.follow(journal);
  book.begin();
  // before any connection: nothing is on its way from the vault to the journal
  await tidyVault(vault, { told: journal.letters(), erased: troubles.erased, isWhole, clock, log });
  const evidenceStore = await openEvidenceStore(join(dir, 'evidence'), keys.evidence);
  const ownKeys = await OwnKeys.open(join(dir, 'keys'), keys.secrets, evidence.keys.map(({ fingerprint }) => fingerprint), isWhole);
  const { secrets, notes: secretNotes } = await openSecrets(join(dir, 'secrets.sealed'), keys.secrets);

  const waiting: { of: (accountId: AccountId) => number } = { of: () => 0 };
  const accounts = await Accounts.open({
    dir: join(dir, 'accounts'), key: keys.secrets, secrets, journal, records, indexes, vault, policy: () => policy.current, clock, online: network.online, systemProxy: network.systemProxy,
    waiting: (accountId) => waiting.of(accountId),
    acts: (accountId) => places.acts.counts(accountId),
    onBug: (error) => log.write('bug.sync', { name: { code: error instanceof Error ? error.name : 'unknown' } }),
    // letters known only to a damaged segment have to be fetched again
    isJournalWhole: !notes.some((note) => note.code === 'segmentQuarantined'),
  });
  const openSession = (accountId: AccountId): Promise<SmtpSession | null> => {
    const record = accounts.record(accountId);
    return record ? openReceiptSession(accounts.gate(accountId), record.settings, policy.current, network.systemProxy) : Promise.resolve(null);
  };
  const receipts = await Receipts.open({
    journal, book, vault, clock, log,
    claim: accounts,
    policy: () => policy.current,
    openSession,
    stationery: { texts: [receiptMailVi.receiptMail, receiptMailEn.receiptMail], product: `VanThu ${given.version}` },
  });
  const mails = await Mails.open({
    journal, vault, places, clock, log, openSession, book: mailBook,
    store: await MailStore.open(join(dir, 'outbox'), deriveKey(keys.secrets, 'vanthu outbox')),
    policy: () => policy.current,
    line: (accountId) => accounts.line(accountId),
  });
  waiting.of = (accountId) => receipts.waiting(accountId) + mails.waiting(accountId);
  const acts = new MailboxActs({ journal, vault, places, log, line: (accountId) => accounts.line(accountId), onChanged: (accountId) => accounts.tell(accountId) });

  const resumeMirror: { of: (accountId: AccountId) => void } = { of: () => undefined };
  const online = new Set<AccountId>();
  const forgetDesk = letterDesk.open({ journal, places, receipts, log });
  const forgetStatus = accounts.onChanged(({ accountId, connection }) => {
    const isOnline = connection.state === 'online';
    if (isOnline && !online.has(accountId)) {
      receipts.resume(accountId);
      mails.resume(accountId);
      acts.start(accountId);
      resumeMirror.of(accountId);
    }
    if (isOnline) online.add(accountId);
    else online.delete(accountId);
  });
  const forgetMoves = journal.onAdvanced((_head, events) => {
    const isMail = events.some(({ kind }) => kind === 'mail.queued' || kind === 'mail.moved');
    if (isMail) given.tellRoom?.('outbox');
    if (isMail || events.some((event) => event.kind === 'receipt.moved')) for (const { accountId } of accounts.records()) accounts.tell(accountId);
  });

  if (policy.notes.length > 0 && evidence.policy) policy.fallBackTo(await restoredPolicy(evidence.policy, evidenceStore));
  const policyChanged = async (): Promise<void> => {
    await journal.append({ kind: 'policy.loaded', policy: await journalledPolicy(policy.current, evidenceStore) });
  };
  if (JSON.stringify(await journalledPolicy(policy.current, evidenceStore)) !== JSON.stringify(evidence.policy)) await policyChanged();
  const forgetTroubles = journal.onAdvanced((_head, events) => events.forEach((event) => {
    troubles.apply(event);
    fates.apply(event);
    evidence = foldEvidence(evidence, event);
  }));
  const draftsChanged: { tell: () => void } = { tell: () => undefined };
  const drafts = await Drafts.open({ dir: join(dir, 'drafts'), key: keys.drafts, keyId: keys.keyId, fates, journal, clock, onChanged: () => {
    given.tellRoom?.('drafts');
    draftsChanged.tell();
  } });
  const floor = await NumberFloor.open(join(dir, 'registers.sealed'), keys.secrets);
  const isRegisterWhole = await floor.keep(folded);
  const registers = new Registers({
    device: deviceId, folded, journal, floor, drafts, clock,
    unsigned: () => (policy.current.outgoing ?? defaultOutgoing).unsigned,
    onChanged: () => given.tellRoom?.('registers'),
  });
  const mirror = new DraftMirror({
    folder: drafts.folder, states: await MirrorStates.open(join(dir, 'drafts-mirror.sealed'), keys.secrets), fates,
    draft: (draftId) => drafts.get(draftId), line: (accountId) => accounts.line(accountId), folders: (accountId) => places.folders(accountId),
    eraseGone: async (letterId) => {
      if (places.letter(letterId)?.places.length === 0) await eraser.erase(letterId, false);
    },
    onBug: (error) => log.write('bug.mirror', { name: { code: error instanceof Error ? error.name : 'unknown' } }),
  });
  resumeMirror.of = (accountId) => mirror.resume(accountId);
  draftsChanged.tell = () => mirror.draftsChanged();
  mirror.begin();
  const forgetMirror = journal.onAdvanced((_head, events) => mirror.heard(events));
  const eraser = new LetterEraser({ journal, vault, places, log, ...(given.opened && { opened: given.opened }) });
  const webRoutes = (url: URL): ReturnType<typeof evidenceRoutes> => evidenceRoutes(url, accounts.records().map(({ settings }) => settings.proxy), network.systemProxy);
  const evidenceDesk = new EvidenceDesk({
    policy: () => policy.current, store: evidenceStore, journal, clock, log, online: network.online,
    isKept: (digest, asked) => evidence.kept.some((kept) => kept.digest === digest && (asked === undefined || (kept.what === asked.what && kept.url === asked.url && kept.about === asked.about))),
    certificatesFrom: (url) => evidence.kept.filter((kept) => kept.what === 'certificate' && kept.url === url).length,
    asked: await AskedAddresses.open(join(dir, 'evidence-asked.sealed'), keys.evidence, () => log.write('evidence.unwritten')),
    routes: webRoutes,
  });
  const listKeys = (): readonly OwnKey[] => evidence.keys.map(({ fingerprint, pem, holder, addedBy }) => ({ fingerprint, pem, holder, addedBy }));
  const timestamps = new TimestampDesk({ policy: () => policy.current, routes: webRoutes, resolve: systemAddresses });
  const { startTokenHost } = given;
  const tokens = await TokenDesk.open({
    file: join(dir, 'token-drivers.sealed'), seal: keys.secrets, policy: () => (startTokenHost ? (policy.current.signing?.drivers ?? []) : []), startHost: startTokenHost ?? noTokenHost,
  });
  const telling = new Set<LetterId>();
  const openLetters = new Set<LetterId>();
  accounts.startAll();
  const takenUp = letterDesk.takeUp();

  return ok({
    journal, vault, accounts, receipts, mails, places, acts, drafts, registers, mirror, letterDesk,
    quota: new QuotaDesk({ places, vault, journal, clock }),
    evidence: evidenceStore,
    storeKey: keys.store,
    // what the store was folded from is partly gone: kept as it is, it would show letters the journal no longer knows
    chain: gaps === 0 ? deviceId : `${deviceId}/${gaps}`,
    ownKeys, evidenceDesk,
    pictures: await SignaturePictures.open(join(dir, 'pictures'), keys.secrets),
    keys: listKeys,
    keySources: [fileKeySource(ownKeys, listKeys), tokens],
    tokens, timestamps,
    importedAnchors: () => evidence.anchors,
    notes: [...[...notes, ...secretNotes].map((note) => note.code), ...(drafts.damaged().length > 0 ? ['draftsDamaged'] : []), ...(isRegisterWhole ? [] : ['registersIncomplete'])],
    connect: (input) => accounts.connect(input),
    displayed: async (letterId, digest) => {
      // who really read it has read it wherever this mailbox is read
      const seen = makeSeenAct(places, letterId);
      await journal.append({ kind: 'letter.displayed', letterId, digest }, ...(seen === null ? [] : [{ kind: 'act.asked', letterId, act: seen } as const]));
    },
    attempted: async (letterId, parts) => {
      openLetters.add(letterId);
      await journal.append(...parts.map((part) => ({ kind: 'ingest.attempted' as const, letterId, part })));
    },
    finished: async (letterId) => {
      openLetters.delete(letterId);
      await journal.append({ kind: 'ingest.finished', letterId });
    },
    damaged: async (letterId) => {
      if (telling.has(letterId) || !troubles.isNews(letterId) || !journal.letters().has(letterId)) return;
      telling.add(letterId);
      log.write('vault.damaged');
      await journal.append({ kind: 'letter.damaged', letterId }).finally(() => telling.delete(letterId));
    },
    erase: (letterId, onServer) => eraser.erase(letterId, onServer),
    policyChanged: async () => {
      await policyChanged();
      evidenceDesk.policyChanged();
      tokens.policyChanged();
    },
    close: async () => {
      forgetStatus();
      forgetMoves();
      forgetDesk();
      forgetTroubles();
      forgetMirror();
      tokens.close();
      timestamps.close();
      const acted = acts.close();
      const written = Promise.all([drafts.close(), registers.close(), mirror.close()]);
      const fetched = evidenceDesk.close();
      // a bug in one of them must not keep the others from coming to an end
      const ended = [...(await Promise.allSettled([receipts.close(), mails.close()])), ...(await Promise.allSettled([accounts.close()])), ...(await Promise.allSettled([acted, fetched, written, takenUp])), ...(await Promise.allSettled([eraser.close()]))];
      forgetPlaces();
      // whoever quits now ends the reading of these letters; they are not to blame for it
      const unblamed = await Promise.allSettled([journal.append(...[...openLetters].map((letterId) => ({ kind: 'ingest.finished' as const, letterId })))]);
      await journal.close();
      for (const one of [...ended, ...unblamed]) if (one.status === 'rejected') throw one.reason;
    },
  });
}
