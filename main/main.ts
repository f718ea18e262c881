import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { app, Menu, nativeTheme, powerMonitor, protocol, session, Tray } from 'electron';
import { appCommands, ingestCommands, type AppState } from '../core/contract/commands';
import { pinCommands } from '../core/contract/outgoing-commands';
import { fail, ok } from '../core/base/result';
import { systemClock } from '../core/base/clock';
import { ArchiveDialogs } from './archive/archive-dialogs';
import { archiveHandlers } from './archive/archive-handlers';
import { DroppedPaths } from './archive/dropped-paths';
import { appHandlers, ingestHandlers } from './app-handlers';
import { composeNetwork } from './compose-network';
import { readLdap } from './directory/read-ldap';
import { hearDropped, sendEvent, serveBridge } from './ipc/serve-bridge';
import { Log } from './log/log';
import { watchNetwork } from './net/watch-network';
import { openBooks, type Books } from './open-books';
import { PolicyFile } from './policy/policy-file';
import { Profile } from './profile';
import { forkUtilityHost } from './token/fork-utility-host';
import { signingHandlers } from './signing/signing-handlers';
import { trustHandlers } from './trust/trust-handlers';
import { freeDiskBytes } from './vault/free-disk-bytes';
import { ownSchemes, serveAppScheme } from './window/app-scheme';
import { askToQuit } from './window/ask-to-quit';
import { confirmAnchor } from './window/confirm-anchor';
import { FileDialogs } from './window/attachment-dialogs';
import { setAutostart } from './window/autostart';
import { guardContents, guardSession } from './window/guard-session';
import { systemKeyring } from './window/keyring';
import { OpenedFiles } from './window/opened-files';
import { readOptions } from './window/options';
import { PreferencesFile } from './window/preferences';
import { PinWindow } from './window/pin-window';
import { SheetPrinter } from './window/print-sheet';
import { closingMeans } from './window/tray-choice';
import { trayTexts } from './window/tray-texts';
import { serveVaultScheme } from './window/vault-scheme';
import { Windows } from './window/windows';

const options = readOptions(process.argv, process.platform, process.env);
const folder = __dirname;

// --no-sandbox is only ever given from outside (root in a container); the app never adds it
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// the profile must not roam with a Windows account
if (process.platform === 'win32' && process.env['LOCALAPPDATA'] && !process.argv.some((word) => word.startsWith('--user-data-dir'))) {
  app.setPath('userData', join(process.env['LOCALAPPDATA'], 'VanThu'));
}
for (const off of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'no-pings']) app.commandLine.appendSwitch(off);
// our pages have no business on any network; main resolves names by itself
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
protocol.registerSchemesAsPrivileged(ownSchemes);
guardContents(app);

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const userData = app.getPath('userData');
  const booksFolder = join(userData, 'books');
  const log = new Log(join(userData, 'logs', 'vanthu.log'), (line) => {
    if (process.env['VANTHU_LOG'] === '1') process.stderr.write(`${line}\n`);
  });
  process.on('unhandledRejection', (error) => log.write('bug.rejection', { name: { code: error instanceof Error ? error.name : 'unknown' }, at: { code: bugPlace(error) } }));
  process.on('uncaughtException', (error) => log.write('bug.exception', { name: { code: error.name }, at: { code: bugPlace(error) } }));

  const preferences = new PreferencesFile(join(userData, 'preferences.json'));
  await preferences.load();
  nativeTheme.themeSource = preferences.value.theme;
  const policy = new PolicyFile(options.policyFile);
  await policy.load();
  const opened = new OpenedFiles(createHash('sha256').update(userData).digest('hex').slice(0, 8));
  if (!(await opened.wipe())) log.write('opened.left');
  const profile = new Profile({ dir: booksFolder, keyring: systemKeyring(), keyFile: options.keyFile, administratorKey: policy.current.administratorKey });

  const closing = closingMeans(process.platform, process.env['XDG_CURRENT_DESKTOP']);
  const icon = join(folder, '../../assets/icons/vanthu.png');
  const windows = new Windows(join(folder, '../preload'), icon, () => (closing === 'hide' && !tray ? 'minimise' : closing), (which, reason) => log.write('window.gone', { which, reason: { code: reason } }));
  let isReady = false;
  let isWanted = false;
  // a second start while this one still opens must not be passed over
  app.on('second-instance', () => (isReady ? windows.showApp() : (isWanted = true)));
  let books: Books | null = null;
  let tray: Tray | null = null;
  const network = composeNetwork(() => policy.current, (url) => session.defaultSession.resolveProxy(url));
  const dialogs = new FileDialogs(opened, () => windows.appWindow);
  const archiveDialogs = new ArchiveDialogs(() => windows.appWindow);
  const dropped = new DroppedPaths();
  const sheets = new SheetPrinter();
  const pins = new PinWindow(join(folder, '../preload'), () => windows.appWindow);
  hearDropped(() => windows.appOwner, (path) => dropped.add(path));

  serveAppScheme(protocol, join(folder, '../renderer'));
  serveVaultScheme(protocol, () => books?.vault ?? null, () => books?.evidence ?? null, (letterId) => void books?.damaged(letterId));
  guardSession(session.defaultSession);

  const tellApp = (name: string, payload: unknown): void => sendEvent('app', windows.appOwner?.webContents ?? null, name, payload);
  const tellIngest = (name: string, payload: unknown): void => sendEvent('ingest', windows.ingestOwner?.webContents ?? null, name, payload);
  const changed = (): void => {
    tellApp('app.changed', {});
    tellIngest('app.changed', {});
  };

  const openOnce = async (key: { readonly profileKey: Uint8Array; readonly deviceId: Parameters<typeof openBooks>[0]['deviceId'] }): Promise<void> => {
    const result = await openBooks({ ...key, dir: booksFolder, policy, network, clock: systemClock, log, version: app.getVersion(), opened, startTokenHost: () => forkUtilityHost(join(folder, 'token-host.cjs')), tellRoom: (room) => tellApp(`${room}.changed`, {}) });
    if (!result.ok) {
      log.write('books.closed', { why: { code: result.failure.code } });
      failure = result.failure.code;
      return;
    }
    books = result.value;
    books.journal.onAdvanced((head, events) => {
      tellApp('journal.advanced', { head });
      tellIngest('journal.advanced', { head });
      if (events.some(({ kind }) => kind === 'anchor.added' || kind === 'anchor.removed' || kind === 'key.imported' || kind === 'key.removed')) changed();
      if (events.some(({ kind }) => kind === 'key.imported' || kind === 'key.removed')) tellApp('keys.changed', {});
    });
    books.accounts.onChanged((status) => tellApp('account.changed', status));
    books.tokens.onChanged(() => tellApp('keys.changed', {}));
    changed();
  };
  let failure: string | null = null;
  let opening: Promise<void> = Promise.resolve();
  /** One after the other, and never twice: two owners of one journal would destroy it and send everything twice. */
  const open = (key: Parameters<typeof openOnce>[0]): Promise<void> => {
    opening = opening.then(() => (books ? undefined : openOnce(key))).catch((error: unknown) => {
      // no right to read, a broken disk: the books stay closed, and the window says so
      log.write('books.unreadable', { at: { code: bugPlace(error) } });
      failure = 'other';
    });
    return opening;
  };

  const state = async (): Promise<AppState> => {
    await opening;
    const present = await profile.state();
    return {
      version: app.getVersion(),
      profile: books ? 'open' : failure !== null || present === 'damaged' ? 'damaged' : present === 'setup' ? 'setup' : 'locked',
      keyring: profile.opensByItself,
      preferences: preferences.value,
      accounts: books?.accounts.statuses() ?? [],
      policy: policy.current,
      importedAnchors: books?.importedAnchors() ?? [],
      keys: books?.keys() ?? [],
      policyNotes: policy.notes,
      journalNotes: failure !== null ? [failure] : (books?.notes ?? []),
    };
  };

  let isAsking = false;
  const leave = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const waiting = books?.accounts.statuses().reduce((sum, account) => sum + account.waiting, 0) ?? 0;
    const isAgreed = await askToQuit(waiting, trayTexts(preferences.value.language), windows.appWindow);
    isAsking = false;
    if (isAgreed) app.quit();
  };

  serveBridge('app', appCommands, appHandlers({
    books: () => books,
    archive: archiveHandlers({
      chooseSources: (what) => archiveDialogs.chooseSources(what),
      chooseFolder: () => archiveDialogs.chooseFolder(),
      wasDropped: dropped.has,
      tell: (progress) => tellApp('archive.progress', progress),
      freeBytes: () => freeDiskBytes(booksFolder),
    }),
    trust: trustHandlers({ confirmAnchor: (question) => confirmAnchor(question, preferences.value.language, windows.appWindow) }),
    signing: signingHandlers({
      openPin: pins.open,
      chooseDriver: () => dialogs.chooseDriver(),
      look: () => ({ language: preferences.value.language, theme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light' }),
    }),
    drafts: { chooseFiles: () => archiveDialogs.chooseSources('files'), wasDropped: dropped.has },
    state,
    createProfile: async ({ passphrase }) => {
      const made = await profile.create(passphrase);
      if (!made.ok) return made;
      await open(made.value);
      return ok({ recoveryCode: made.value.recoveryCode });
    },
    unlockProfile: async (input) => {
      if (books) return ok(null);
      const unlocked = await profile.unlock(input.with, input.secret);
      if (!unlocked.ok) return unlocked;
      await open(unlocked.value);
      return books ? ok(null) : fail({ code: 'damaged' });
    },
    saveRecoveryCode: ({ code }) => dialogs.saveText('vanthu-ma-khoi-phuc.txt', `VanThu\n${code}\n`),
    setPreferences: async (change) => {
      const next = await preferences.change(change);
      nativeTheme.themeSource = next.theme;
      if (change.autostart !== undefined) await setAutostart(app, change.autostart);
      return next;
    },
    isReading: () => windows.isReading,
    files: {
      'attachment.open': (file) => dialogs.open(file),
      'attachment.save': (file) => dialogs.save(file),
      'attachment.saveAll': ({ files }) => dialogs.saveAll(files),
      'anchor.choose': () => dialogs.chooseCertificate(),
      'key.choose': () => dialogs.chooseKey(),
      'picture.choose': () => dialogs.choosePicture(),
      'sheet.save': async ({ name, html, landscape }) => {
        const printed = await sheets.print(html, landscape);
        return printed.ok ? dialogs.save({ name, contentType: 'application/pdf', bytes: printed.value }) : printed;
      },
      'units.choose': () => dialogs.chooseTable(),
    },
    guess: ({ address }) => network.guess(address),
    check: (input) => network.check(input),
    readLdap: (input) => readLdap(input, { policy: policy.current, systemProxy: network.systemProxy }),
    quit: () => void leave(),
  }), () => windows.appOwner);
  serveBridge('ingest', ingestCommands, ingestHandlers(() => books), () => windows.ingestOwner);
  serveBridge('pin', pinCommands, pins.handlers, () => pins.owner);

  policy.onChanged(() => {
    void books?.policyChanged();
    changed();
  });

  for (const name of ['resume', 'unlock-screen'] as const) powerMonitor.on(name as 'resume', () => network.online.maybeOnline());
  watchNetwork(network.online);

  // the window comes first and waits: folding the journal of a large office takes seconds
  opening = profile.openByItself().then(async (silent) => {
    if (silent && !books) await openOnce(silent);
  }).catch((error: unknown) => {
    log.write('books.unreadable', { at: { code: bugPlace(error) } });
    failure = 'other';
  });
  windows.startIngest();
  if (closing === 'hide') tray = showTray(icon, preferences, windows, () => void leave());
  isReady = true;
  if (!options.hidden || !tray || isWanted) windows.showApp();

  app.on('activate', () => windows.showApp());
  app.on('window-all-closed', () => undefined);
  let finished = false;
  app.on('before-quit', (event) => {
    windows.prepareToQuit();
    if (finished) return;
    event.preventDefault();
    finished = true;
    void opening.then(() => Promise.allSettled([books?.close(), opened.wipe(), log.flushed()])).then(() => app.quit());
  });
}

function showTray(icon: string, preferences: PreferencesFile, windows: Windows, leave: () => void): Tray {
  const tray = new Tray(icon);
  const texts = trayTexts(preferences.value.language);
  tray.setToolTip('VanThu');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: texts.open, click: () => windows.showApp() }, { type: 'separator' }, { label: texts.quit, click: leave }]));
  tray.on('click', () => windows.showApp());
  return tray;
}

/** File and line of our own code where a bug was thrown; the message may hold content and is left out. */
function bugPlace(error: unknown): string {
  const line = error instanceof Error ? (error.stack ?? '').split('\n').find((one) => one.includes('main.cjs')) : undefined;
  return /main\.cjs:\d+/.exec(line ?? '')?.[0] ?? 'unknown';
}
