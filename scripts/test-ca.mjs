// @ts-check
/**
 * A certification authority for tests, the demo mailbox and e2e, made with the `openssl` command:
 *
 *   node scripts/test-ca.mjs FOLDER      writes the authority and prints what lies where
 *
 * Everything in it is a sample: names are units, keys lie open, nothing may ever be trusted outside tests.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const DAY = 86_400_000;

/** @typedef {'root' | 'agencies' | 'stranger'} AuthorityId */
/** @typedef {import('./test-ca.d.mts').TestUnit} TestUnit */
/** @typedef {import('./test-ca.d.mts').TestCa} TestCa */
/** @typedef {import('./test-ca.d.mts').SignOptions} SignOptions */
/** @typedef {import('./test-ca.d.mts').MimeOptions} MimeOptions */

/** @type {readonly TestUnit[]} */
export const sampleUnits = [
  { id: 'education', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: 'vanthu@sogddt.mau.example' },
  { id: 'office', name: 'Văn phòng Ủy ban nhân dân tỉnh (mẫu)', address: 'vanthu@vpubnd.mau.example', key: 'rsa' },
  { id: 'expired', name: 'Sở Nội vụ (mẫu)', address: 'vanthu@sonoivu.mau.example', startDays: -800, endDays: -70 },
  { id: 'revoked', name: 'Sở Tài chính (mẫu)', address: 'vanthu@sotaichinh.mau.example', revoked: true },
  { id: 'noaddress', name: 'Sở Y tế (mẫu)', address: null },
  { id: 'stranger', name: 'Đơn vị chưa rõ (mẫu)', address: 'vanthu@donvila.mau.example', authority: 'stranger' },
];

/** @type {Readonly<Record<AuthorityId, string>>} */
const authorityNames = {
  root: 'Chứng thực gốc VanThu (mẫu)',
  agencies: 'Chứng thực cơ quan VanThu (mẫu)',
  stranger: 'Chứng thực chưa biết (mẫu)',
};

/** @param {readonly string[]} args @param {Uint8Array} [input] */
function openssl(args, input) {
  return execFileSync('openssl', [...args], { input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 256 * 1024 * 1024 });
}

/** @param {Date} date */
function stamp(date) {
  return `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}

/** @param {string} value */
function escapeSubject(value) {
  return value.replace(/[/\\+]/g, '\\$&');
}

/** @param {string} folder @param {AuthorityId} id */
function configOf(folder, id) {
  const home = join(folder, id);
  return `[ca]
default_ca = own
[own]
database = ${home}/index.txt
serial = ${home}/serial
crlnumber = ${home}/crlnumber
new_certs_dir = ${home}
certificate = ${home}/cert.pem
private_key = ${home}/key.pem
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
string_mask = utf8only
utf8 = yes
[any]
commonName = supplied
organizationName = optional
countryName = optional
[req]
distinguished_name = empty
string_mask = utf8only
utf8 = yes
prompt = no
[empty]
`;
}

/** @param {string} file @param {'ec' | 'p384' | 'rsa'} kind */
function makeKey(file, kind) {
  const options = kind === 'rsa' ? ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] : ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${kind === 'p384' ? 'P-384' : 'P-256'}`];
  openssl(['genpkey', ...options, '-out', file]);
}

/**
 * @param {string} folder
 * @param {{ issuer: AuthorityId, selfSign?: boolean, key: string, cert: string, name: string, extensions: string, start: Date, end: Date }} order
 */
function issue(folder, order) {
  const config = join(folder, `${order.issuer}.cnf`);
  const request = `${order.cert}.csr`;
  const extensions = `${order.cert}.ext`;
  const subject = `/C=VN/O=${escapeSubject('VanThu (mẫu)')}/CN=${escapeSubject(order.name)}`;
  openssl(['req', '-new', '-utf8', '-config', config, '-key', order.key, '-subj', subject, '-out', request]);
  writeFileSync(extensions, `[ext]\nsubjectKeyIdentifier=hash\n${order.selfSign ? '' : 'authorityKeyIdentifier=keyid\n'}${order.extensions}\n`);
  openssl([
    'ca', '-batch', '-notext', '-utf8', '-preserveDN', '-config', config, '-in', request, '-out', order.cert, '-extfile', extensions, '-extensions', 'ext',
    '-startdate', stamp(order.start), '-enddate', stamp(order.end), ...(order.selfSign ? ['-selfsign', '-keyfile', order.key] : []),
  ]);
}

/** Where a certificate says that lists, answers and its issuer's certificate are to be had. @param {string | undefined} base @param {AuthorityId} issuer */
function accessOf(base, issuer) {
  if (base === undefined) return '';
  return `\ncrlDistributionPoints=URI:${base}/crl/${issuer}.crl\nauthorityInfoAccess=OCSP;URI:${base}/ocsp/${issuer},caIssuers;URI:${base}/cert/${issuer}.cer`;
}

/** @param {string} folder @param {AuthorityId} id */
function prepareAuthority(folder, id) {
  const home = join(folder, id);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(folder, `${id}.cnf`), configOf(folder, id));
  writeFileSync(join(home, 'index.txt'), '');
  writeFileSync(join(home, 'serial'), '1001\n');
  writeFileSync(join(home, 'crlnumber'), '01\n');
  makeKey(join(home, 'key.pem'), 'ec');
}

/** openssl always writes the present time, so the entry is dated afterwards. @param {string} folder @param {AuthorityId} id @param {string} cert @param {Date} at */
function revoke(folder, id, cert, at) {
  openssl(['ca', '-config', join(folder, `${id}.cnf`), '-revoke', cert, '-crl_reason', 'keyCompromise']);
  const index = join(folder, id, 'index.txt');
  const lines = readFileSync(index, 'utf8').split('\n');
  const serial = openssl(['x509', '-in', cert, '-noout', '-serial']).toString().trim().replace('serial=', '');
  const dated = lines.map((line) => (line.split('\t')[3] === serial ? line.replace(/\t\d{12}Z,/, `\t${stamp(at).slice(2)},`) : line));
  writeFileSync(index, dated.join('\n'));
}

/** @param {string} folder @param {AuthorityId} id @param {Date} from @param {number} days */
function makeCrl(folder, id, from, days) {
  const file = join(folder, id, 'crl.pem');
  const until = new Date(from.getTime() + days * DAY);
  openssl(['ca', '-gencrl', '-config', join(folder, `${id}.cnf`), '-crl_lastupdate', stamp(from), '-crl_nextupdate', stamp(until), '-out', file]);
  return readFileSync(file, 'utf8');
}

/**
 * Makes root, intermediate and an unknown second root, one signer per unit, and the lists of revoked certificates.
 *
 * @param {string} folder is created
 * @param {{ now?: Date, units?: readonly TestUnit[], crlDays?: number, crlFrom?: Date, accessUrl?: string }} [options] accessUrl: address of `startPublicKeyServer`
 * @returns {TestCa}
 */
export function createTestCa(folder, options = {}) {
  const at = resolve(folder);
  const now = options.now ?? new Date();
  const units = options.units ?? sampleUnits;
  const day = (/** @type {number} */ days) => new Date(now.getTime() + days * DAY);
  const authority = 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign';
  const cert = (/** @type {AuthorityId} */ id) => join(at, id, 'cert.pem');
  const key = (/** @type {AuthorityId} */ id) => join(at, id, 'key.pem');
  mkdirSync(at, { recursive: true, mode: 0o700 });
  for (const id of /** @type {const} */ (['root', 'agencies', 'stranger'])) prepareAuthority(at, id);
  for (const id of /** @type {const} */ (['root', 'stranger'])) {
    issue(at, { issuer: id, selfSign: true, key: key(id), cert: cert(id), name: authorityNames[id], extensions: authority, start: day(-3650), end: day(3650) });
  }
  issue(at, {
    issuer: 'root', key: key('agencies'), cert: cert('agencies'), name: authorityNames.agencies, start: day(-1800), end: day(1800),
    extensions: `basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign${accessOf(options.accessUrl, 'root')}`,
  });
  /** @type {Record<string, import('./test-ca.d.mts').TestSigner>} */
  const signers = {};
  for (const unit of units) {
    const issuer = unit.authority ?? 'agencies';
    const base = join(at, `signer-${unit.id}`);
    makeKey(`${base}.key.pem`, unit.key ?? 'ec');
    const encryption = unit.encrypts ? (unit.key === 'rsa' ? ',keyEncipherment' : ',keyAgreement') : '';
    const address = unit.address === null ? '' : `\nsubjectAltName=email:${unit.address}`;
    issue(at, {
      issuer, key: `${base}.key.pem`, cert: `${base}.cert.pem`, name: unit.name, start: day(unit.startDays ?? -200), end: day(unit.endDays ?? 700),
      extensions: `basicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature,nonRepudiation${encryption}\nextendedKeyUsage=emailProtection${address}${accessOf(options.accessUrl, issuer)}`,
    });
    if (unit.revoked) revoke(at, issuer, `${base}.cert.pem`, day(-1));
    signers[unit.id] = { unit, certFile: `${base}.cert.pem`, keyFile: `${base}.key.pem`, chainFile: cert(issuer), certPem: readFileSync(`${base}.cert.pem`, 'utf8') };
  }
  const crlFrom = options.crlFrom ?? new Date(now.getTime() - 60_000);
  const crlDays = options.crlDays ?? 30;
  return {
    folder: at,
    rootPem: readFileSync(cert('root'), 'utf8'),
    intermediatePem: readFileSync(cert('agencies'), 'utf8'),
    strangerRootPem: readFileSync(cert('stranger'), 'utf8'),
    crls: [makeCrl(at, 'root', crlFrom, crlDays), makeCrl(at, 'agencies', crlFrom, crlDays)],
    strangerCrl: makeCrl(at, 'stranger', crlFrom, crlDays),
    signers,
  };
}

/**
 * The lists of revoked certificates as the authorities issue them next: a signature counts as valid only by a list that is
 * younger than it.
 *
 * @param {TestCa} ca
 * @param {{ from?: Date, days?: number }} [options] from: now where absent
 * @returns {string[]} PEM, as `crls` of the authority
 */
export function renewCrls(ca, options = {}) {
  const from = options.from ?? new Date();
  return [makeCrl(ca.folder, 'root', from, options.days ?? 30), makeCrl(ca.folder, 'agencies', from, options.days ?? 30)];
}

/**
 * Takes a signer's certificate back; it stands in the lists that are made from now on, and in OCSP answers.
 *
 * @param {TestCa} ca @param {string} signer id of the unit @param {Date} [at] now where absent
 */
export function revokeSigner(ca, signer, at = new Date()) {
  const found = ca.signers[signer];
  if (found === undefined) throw new Error(`no signer "${signer}" in this authority`);
  revoke(ca.folder, found.unit.authority ?? 'agencies', found.certFile, at);
}

const serviceUse = {
  ocsp: 'keyUsage=critical,digitalSignature\nextendedKeyUsage=OCSPSigning\nnoCheck=ignored',
  // RFC 3161, 2.3: critical, and alone
  tsa: 'keyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=critical,timeStamping',
};

/**
 * Certificate and key of an OCSP responder (RFC 6960, 4.2.2.2) or a time-stamping authority (RFC 3161, 2.3).
 *
 * @param {TestCa} ca
 * @param {'ocsp' | 'tsa'} kind
 * @param {{ authority?: AuthorityId, name?: string, key?: 'ec' | 'rsa', startDays?: number, endDays?: number, now?: Date, accessUrl?: string }} [options] one of each kind an authority and name
 * @returns {import('./test-ca.d.mts').TestService}
 */
export function addService(ca, kind, options = {}) {
  const authority = options.authority ?? 'agencies';
  const now = options.now ?? new Date();
  const name = options.name ?? { ocsp: 'Trả lời trạng thái chứng thư (mẫu)', tsa: 'Cấp dấu thời gian (mẫu)' }[kind];
  const base = join(ca.folder, `${kind}-${authority}${options.name === undefined ? '' : `-${Buffer.from(options.name).toString('hex').slice(0, 40)}`}`);
  const day = (/** @type {number} */ days) => new Date(now.getTime() + days * DAY);
  makeKey(`${base}.key.pem`, options.key ?? 'ec');
  issue(ca.folder, {
    issuer: authority, key: `${base}.key.pem`, cert: `${base}.cert.pem`, name, start: day(options.startDays ?? -1000), end: day(options.endDays ?? 1000),
    extensions: `basicConstraints=critical,CA:false\n${serviceUse[kind]}${kind === 'tsa' ? accessOf(options.accessUrl, authority) : ''}`,
  });
  return { kind, authority, certFile: `${base}.cert.pem`, keyFile: `${base}.key.pem`, chainFile: join(ca.folder, authority, 'cert.pem'), certPem: readFileSync(`${base}.cert.pem`, 'utf8') };
}

/**
 * OCSPRequest (RFC 6960, 4.1) without nonce.
 *
 * @param {TestCa} ca @param {string} signer id of the unit
 * @returns {Buffer} DER
 */
export function ocspRequest(ca, signer) {
  const found = ca.signers[signer];
  if (found === undefined) throw new Error(`no signer "${signer}" in this authority`);
  const file = `${found.certFile}.ocsp-request`;
  openssl(['ocsp', '-issuer', found.chainFile, '-cert', found.certFile, '-no_nonce', '-reqout', file]);
  return readFileSync(file);
}

/**
 * OCSPResponse by the authority's present index: what is revoked there is revoked here. Answers are of this moment, as openssl writes them.
 *
 * @param {TestCa} ca
 * @param {import('./test-ca.d.mts').TestService} responder
 * @param {Uint8Array} request DER
 * @param {{ days?: number, flags?: readonly string[] }} [options] days until nextUpdate
 * @returns {Buffer} DER
 */
export function ocspAnswer(ca, responder, request, options = {}) {
  const base = join(ca.folder, `ocsp-${randomBytes(8).toString('hex')}`);
  writeFileSync(`${base}.in`, request);
  try {
    openssl([
      'ocsp', '-index', join(ca.folder, responder.authority, 'index.txt'), '-CA', responder.chainFile, '-rsigner', responder.certFile, '-rkey', responder.keyFile,
      '-reqin', `${base}.in`, '-respout', `${base}.out`, '-ndays', String(options.days ?? 7), ...(options.flags ?? []),
    ]);
    return readFileSync(`${base}.out`);
  } finally {
    for (const end of ['in', 'out']) rmSync(`${base}.${end}`, { force: true });
  }
}

/** @param {number} tag @param {readonly Uint8Array[]} parts */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const size = content.length < 128 ? Buffer.of(content.length) : content.length < 256 ? Buffer.of(0x81, content.length) : Buffer.of(0x82, content.length >> 8, content.length & 255);
  return Buffer.concat([Buffer.of(tag), size, content]);
}

/** @param {Uint8Array} value a positive number */
function derInteger(value) {
  return der(2, (value[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), value]) : value);
}

/** bytes of the OID below its tag @type {Readonly<Record<string, string>>} */
const digestOids = { sha1: '2b0e03021a', sha256: '608648016503040201', sha384: '608648016503040202', sha512: '608648016503040203' };

/**
 * TimeStampToken (RFC 3161, 2.4.2) over a digest, for whatever time is asked for: openssl's own command knows only the present.
 *
 * @param {import('./test-ca.d.mts').TestService} tsa
 * @param {{ digest: Uint8Array, digestName?: string, at?: Date, nonce?: Uint8Array, flags?: readonly string[] }} options digest: of what is stamped
 * @returns {Buffer} DER of the token (ContentInfo)
 */
export function timestampToken(tsa, options) {
  const oid = digestOids[options.digestName ?? 'sha256'];
  if (oid === undefined) throw new Error(`no digest "${options.digestName}"`);
  const imprint = der(0x30, der(0x30, der(6, Buffer.from(oid, 'hex')), der(5)), der(4, options.digest));
  const info = der(
    0x30, der(2, Buffer.of(1)), der(6, Buffer.from('2a0304', 'hex')), imprint, derInteger(Buffer.concat([Buffer.of(1), randomBytes(8)])), der(0x18, Buffer.from(stamp(options.at ?? new Date()))),
    ...(options.nonce ? [derInteger(options.nonce)] : []),
  );
  // -cades brings the signing certificate attribute that RFC 3161 and RFC 5816 ask for
  return openssl([
    'cms', '-sign', '-binary', '-nodetach', '-outform', 'DER', '-md', 'sha256', '-cades', '-econtent_type', '1.2.840.113549.1.9.16.1.4', '-signer', tsa.certFile, '-inkey', tsa.keyFile,
    '-certfile', tsa.chainFile, ...(options.flags ?? []),
  ], info);
}

/** TimeStampResp (RFC 3161, 2.4.2) that grants a token. @param {Uint8Array} token */
export function timestampResponse(token) {
  return der(0x30, der(0x30, der(2, Buffer.of(0))), token);
}

/**
 * CMS signature over bytes exactly as given.
 *
 * @param {TestCa} ca
 * @param {SignOptions} options
 * @returns {Buffer} DER
 */
export function signBytes(ca, options) {
  const all = [options.signer, ...(options.coSigners ?? [])].map((id) => {
    const signer = ca.signers[id];
    if (signer === undefined) throw new Error(`no signer "${id}" in this authority`);
    return signer;
  });
  const who = all.flatMap((signer) => ['-signer', signer.certFile, '-inkey', signer.keyFile, ...(options.keyOptions ?? []).flatMap((option) => ['-keyopt', option])]);
  const chain = options.withoutChain ? [] : ['-certfile', /** @type {{ chainFile: string }} */ (all[0]).chainFile];
  const attached = options.attached ? ['-nodetach'] : [];
  return openssl(['cms', '-sign', '-binary', '-outform', 'DER', '-md', options.digest ?? 'sha256', ...who, ...chain, ...attached, ...(options.flags ?? [])], Buffer.from(options.content));
}

/** @param {Uint8Array} bytes */
function base64Lines(bytes) {
  return Buffer.from(bytes).toString('base64').replace(/.{1,76}/g, '$&\r\n');
}

/** @param {string | Uint8Array} entity */
function withCrlf(entity) {
  return typeof entity === 'string' ? Buffer.from(entity.replace(/\r?\n/g, '\r\n'), 'utf8') : Buffer.from(entity);
}

/**
 * A whole letter, signed. Line ends are CRLF; header values are written as given (encode them before).
 *
 * @param {TestCa} ca
 * @param {MimeOptions} options
 * @returns {Buffer}
 */
export function signMime(ca, options) {
  const content = withCrlf(options.entity);
  const header = Object.entries(options.headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  if (options.mode === 'opaque') {
    const der = signBytes(ca, { ...options, content, attached: true });
    return Buffer.from(
      `${header}MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\r\n` +
        `Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="smime.p7m"\r\n\r\n${base64Lines(der)}`,
    );
  }
  const der = signBytes(ca, { ...options, content, attached: false });
  const boundary = options.boundary ?? 'vanthu-signed-boundary';
  const micalg = { sha1: 'sha-1', sha256: 'sha-256', sha384: 'sha-384', sha512: 'sha-512' }[options.digest ?? 'sha256'] ?? 'unknown';
  return Buffer.concat([
    Buffer.from(
      `${header}MIME-Version: 1.0\r\nContent-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=${micalg}; boundary="${boundary}"\r\n\r\n` +
        `This is a signed message.\r\n--${boundary}\r\n`,
    ),
    content,
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: application/pkcs7-signature; name="smime.p7s"\r\nContent-Transfer-Encoding: base64\r\n` +
        `Content-Disposition: attachment; filename="smime.p7s"\r\n\r\n${base64Lines(der)}\r\n--${boundary}--\r\n`,
    ),
  ]);
}

/**
 * The same letter with one stretch of bytes replaced: a signature that no longer fits.
 *
 * @param {Uint8Array} letter @param {string} from @param {string} to
 * @returns {Buffer}
 */
export function tamper(letter, from, to) {
  const bytes = Buffer.from(letter);
  const at = bytes.indexOf(from);
  if (at === -1) throw new Error(`"${from}" does not stand in the letter`);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(to), bytes.subarray(at + Buffer.byteLength(from))]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const ca = createTestCa(process.argv[2] ?? 'test-ca');
  process.stdout.write(`${ca.folder}: ${Object.keys(ca.signers).join(', ')}\n`);
}
