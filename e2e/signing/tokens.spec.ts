import { createHash, verify, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Result } from '../../core/base/result';
import type { SignFailure, SigningKey, SignMechanism } from '../../core/model/signing';
import { attribute } from '../../core/pki/sign-cms';
import { octets, set } from '../../core/pki/write-der';
import { createSoftHsm, type SoftHsm } from '../../scripts/servers/soft-hsm';
import { createTestCa } from '../../scripts/test-ca.mjs';
import { expect, test } from '../fixtures/app-test';
import { seriousFindings } from '../fixtures/serious-findings';
import { resizeTo } from '../fixtures/system-dialogs';
import { shot } from '../fixtures/launch';
import { ask } from '../pages/bridge';
import { SettingsRoom } from '../pages/settings-room';

const pins = { person: '123456', agency: '654321' } as const;

interface Item {
  readonly name: string;
  readonly text: string;
}

const attributesOf = ({ text }: Item): Uint8Array => set(attribute('1.2.840.113549.1.9.4', octets(createHash('sha256').update(text).digest())));

/** What the window asks main for; its answer comes when the person has answered in the other window. */
function sign(page: Page, key: SigningKey, mechanism: SignMechanism, items: readonly Item[]): Promise<Result<readonly (readonly number[])[], SignFailure>> {
  return page.evaluate(async ([keyId, how, given]) => {
    type Bridge = { ask(name: string, input: unknown): Promise<Result<readonly { readonly value: Uint8Array }[], SignFailure>> };
    const signed = await (globalThis as unknown as { readonly vanthu: Bridge }).vanthu.ask('sign.run', {
      keyId, mechanism: how, items: given.map(({ name, content, attributes }) => ({ name, content: Uint8Array.from(content), attributes: Uint8Array.from(attributes) })),
    });
    return signed.ok ? { ok: true as const, value: signed.value.map(({ value }) => [...value]) } : signed;
  }, [key.keyId, mechanism, items.map((item) => ({ name: item.name, content: [...Buffer.from(item.text)], attributes: [...attributesOf(item)] }))] as const);
}

async function pinWindow(electron: ElectronApplication): Promise<Page> {
  const find = (): Page | undefined => electron.windows().find((window) => window.url().endsWith('/pin.html'));
  await expect.poll(() => find() !== undefined).toBe(true);
  const page = find();
  if (page === undefined) throw new Error('no window asks for a PIN');
  await expect(page.getByTestId('pin-window')).toBeVisible();
  return page;
}

/** The window goes away under the very key or click that ends it. */
const ending = (act: Promise<void>): Promise<void> => act.catch((error: unknown) => {
  if (!(error instanceof Error && /closed/.test(error.message))) throw error;
});

const noPinWindow = (electron: ElectronApplication): Promise<void> => expect.poll(() => electron.windows().some((window) => window.url().endsWith('/pin.html'))).toBe(false);

test.describe('tokens', () => {
  let person: SoftHsm;
  let agency: SoftHsm;
  let serials: { readonly person: string; readonly agency: string };

  test.beforeEach(({ place }) => {
    const { education, office } = createTestCa(join(place.folder, 'ca')).signers;
    if (education === undefined || office === undefined) throw new Error('the test authority has no such units');
    [person, agency] = [createSoftHsm(2), createSoftHsm(3)];
    serials = { person: person.addToken('Chuyên viên (mẫu)', pins.person), agency: agency.addToken('Văn thư cơ quan (mẫu)', pins.agency) };
    person.addKey({ label: 'Chuyên viên (mẫu)', pin: pins.person }, { keyPem: readFileSync(education.keyFile, 'utf8'), certificatePem: education.certPem, label: 'Ky', id: '01' });
    // it asks for the PIN before each signature, so that there is a middle of a batch
    agency.addKey({ label: 'Văn thư cơ quan (mẫu)', pin: pins.agency }, { keyPem: readFileSync(office.keyFile, 'utf8'), certificatePem: office.certPem, label: 'Ky', id: '02', alwaysAuthenticate: true });
    writeFileSync(join(place.folder, 'policy.json'), JSON.stringify({ signing: { drivers: [{ name: 'Token cá nhân', path: person.module }, { name: 'Token cơ quan', path: agency.module }] } }));
  });
  test.afterEach(() => {
    person.close();
    agency.close();
  });

  test('two of two drivers: a wrong PIN once and no more, the right one signs, and one pulled out in the middle leaves nothing', async ({ launch, place }) => {
    const app = await launch({ policyFile: join(place.folder, 'policy.json'), env: { ...person.environment, ...agency.environment } });
    const page = await app.mainWindow();
    await ask(page, 'profile.create', { passphrase: null });
    const keys = await ask(page, 'key.list', {});
    expect(keys.map(({ token }) => [token?.driver, token?.label, token?.serial, token?.tries])).toEqual([
      ['Token cá nhân', 'Chuyên viên (mẫu)', serials.person, 'many'], ['Token cơ quan', 'Văn thư cơ quan (mẫu)', serials.agency, 'many'],
    ]);
    const [own, seal] = keys as [SigningKey, SigningKey];
    const letter = { name: '125-SGDDT-VP.pdf', text: 'the bytes that are signed' };

    // a wrong PIN: said so, with how the token stands; nothing happens until the person does something
    let signing = sign(page, own, 'ecdsa-sha256', [letter]);
    let pin = await pinWindow(app.electron);
    await expect(pin.getByTestId('pin-holder')).toHaveText(/Sở Giáo dục và Đào tạo/);
    const shown = createHash('sha256').update(letter.text).digest('hex').toUpperCase().match(/.{4}/g)?.join(' ') ?? '';
    await expect(pin.getByTestId('pin-items')).toContainText(letter.name);
    await expect(pin.getByTestId('pin-items')).toContainText(shown);
    await expect(pin.getByTestId('pin-tries')).toBeHidden();
    await shot(pin, 'pin-window');
    await expect(pin.getByTestId('pin-input')).toBeFocused();
    await pin.getByTestId('pin-input').fill('000');
    await expect(pin.getByTestId('pin-sign')).toBeDisabled();
    await pin.getByTestId('pin-input').fill('000000');
    await pin.keyboard.press('Enter');
    await expect(pin.getByTestId('pin-tries')).toBeVisible();
    await expect(pin.getByTestId('pin-input')).toHaveValue('');
    await expect(pin.getByTestId('pin-input')).toBeFocused();
    await shot(pin, 'pin-window-wrong');
    expect(await seriousFindings(pin)).toEqual([]);
    await ending(pin.keyboard.press('Escape'));
    expect(await signing).toEqual({ ok: false, failure: { code: 'wrongPin', tries: 'few' } });
    await noPinWindow(app.electron);

    // the right one
    signing = sign(page, own, 'ecdsa-sha256', [letter, { ...letter, name: 'phu-luc.pdf' }]);
    pin = await pinWindow(app.electron);
    await expect(pin.getByTestId('pin-tries')).toBeVisible();
    await expect(pin.getByTestId('pin-input')).toBeFocused();
    await pin.keyboard.type(pins.person);
    await ending(pin.keyboard.press('Enter'));
    const signed = await signing;
    const { publicKey } = new X509Certificate(own.pem);
    expect(signed.ok && signed.value.map((value) => verify('sha256', attributesOf(letter), publicKey, Buffer.from(value)))).toEqual([true, true]);
    await noPinWindow(app.electron);

    // pulled out between two signatures: not even the first is given out
    signing = sign(page, seal, 'rsa-pkcs1-sha256', [letter, { ...letter, name: 'phu-luc.pdf' }]);
    pin = await pinWindow(app.electron);
    await expect(pin.getByTestId('pin-input')).toBeFocused();
    await pin.getByTestId('pin-input').fill(pins.agency);
    await pin.getByTestId('pin-sign').click();
    await expect(pin.locator('[aria-current=step]')).toContainText('phu-luc.pdf');
    await shot(pin, 'pin-window-second');
    agency.removeToken(serials.agency);
    await pin.getByTestId('pin-input').fill(pins.agency);
    await ending(pin.getByTestId('pin-sign').click());
    expect(await signing).toEqual({ ok: false, failure: { code: 'tokenGone', tries: null } });
    await noPinWindow(app.electron);
    await expect.poll(async () => (await ask(page, 'key.list', {})).map(({ token }) => token?.driver)).toEqual(['Token cá nhân']);
  });

  test('stand in the settings with their drivers, and go from there when they are pulled out', async ({ launch, place }) => {
    const app = await launch({ policyFile: join(place.folder, 'policy.json'), env: { ...person.environment, ...agency.environment } });
    const page = await app.mainWindow();
    await ask(page, 'profile.create', { passphrase: null });
    await ask(page, 'account.connect', {
      settings: { address: 'clerk@so.gov.vn', displayName: 'Văn thư', aliases: [], user: 'clerk', acceptedCertificates: {}, imap: { host: '127.0.0.1', port: 1, encryption: 'tls' }, smtp: { host: '127.0.0.1', port: 1, encryption: 'tls' } },
      password: 'test', keepPassword: true, receipts: { arrivalNotice: 'never', displayedMdn: 'never' },
    });
    await page.reload();
    await new SettingsRoom(page).choose('language', 'vi');
    await page.getByTestId('rail-settings').click();
    await expect(page.getByTestId('token-driver')).toHaveCount(2);
    await expect(page.getByTestId('token-key')).toHaveCount(2);
    await resizeTo(app.electron, 1366, 768);
    await page.getByTestId('token-driver').first().scrollIntoViewIfNeeded();
    await shot(page, 'settings-tokens');
    person.removeToken(serials.person);
    await expect(page.getByTestId('token-key')).toHaveCount(1, { timeout: 30_000 });
  });
});
