import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planUnits } from '../../core/directory/plan-units';
import { unitsFromLdap } from '../../core/directory/units-from-ldap';
import type { UnitId } from '../../core/model/ids';
import { startSlapd, type TestDirectory } from '../../scripts/servers/slapd';
import { readLdap } from './read-ldap';

const schools = 640;
const base64 = (text: string) => Buffer.from(text).toString('base64');

function ldif(): string {
  const suffix = 'dc=longan,dc=gov,dc=vn';
  const entries = [
    `dn: ${suffix}\nobjectClass: dcObject\nobjectClass: organization\ndc: longan\no: Long An`,
    `dn:: ${base64(`ou=Sở Giáo dục và Đào tạo,${suffix}`)}\nobjectClass: organizationalUnit\nou:: ${base64('Sở Giáo dục và Đào tạo')}\ntelephoneNumber: +84 272 3826428`,
    ...Array.from({ length: schools }, (_, at) => `dn:: ${base64(`ou=Trường số ${at},ou=Sở Giáo dục và Đào tạo,${suffix}`)}\nobjectClass: organizationalUnit\nou:: ${base64(`Trường số ${at}`)}`),
    `dn:: ${base64(`cn=Văn thư,ou=Trường số 0,ou=Sở Giáo dục và Đào tạo,${suffix}`)}\nobjectClass: inetOrgPerson\ncn:: ${base64('Văn thư')}\nsn:: ${base64('Văn thư')}\nmail: truong0@longan.edu.vn\ntitle:: ${base64('Văn thư trường')}`,
  ];
  return `${entries.join('\n\n')}\n`;
}

let directory: TestDirectory;
let silent: Server;
beforeAll(async () => {
  directory = await startSlapd(ldif());
  silent = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  silent.close();
  await directory.stop();
});

type Asked = Parameters<typeof readLdap>[0]['server'];
const ask = (more: Partial<Asked> = {}, password = directory.adminPassword, tlsAnchors: readonly string[] = [directory.caPem]) => readLdap(
  { server: { host: 'localhost', port: directory.port, encryption: 'starttls', baseDn: directory.baseDn, filter: '', bindDn: directory.adminDn, ...more }, password },
  { policy: { tlsAnchors, allowPlainConnection: false } },
);
const code = async (more: Partial<Asked>, password?: string, tlsAnchors?: readonly string[]) => {
  const answer = await ask(more, password, tlsAnchors);
  return answer.ok ? `ok: ${answer.value.length}` : answer.failure.code;
};

describe('a directory service', () => {
  it('is read whole in pages, over STARTTLS and over TLS, and becomes units with their people', async () => {
    const answer = await ask();
    if (!answer.ok) throw new Error(answer.failure.code);
    expect(answer.value.length).toBe(schools + 2);
    const { fresh, problems } = planUnits(unitsFromLdap(answer.value, []), [], 'ldap', (() => {
      let next = 0;
      return () => String(next += 1) as UnitId;
    })());
    expect(problems).toEqual([]);
    const office = fresh.find(({ name }) => name === 'Sở Giáo dục và Đào tạo');
    const school = fresh.find(({ name }) => name === 'Trường số 0');
    expect(office?.phones).toEqual(['+84 272 3826428']);
    expect(school).toMatchObject({ parentId: office?.unitId, people: [{ name: 'Văn thư', title: 'Văn thư trường', address: 'truong0@longan.edu.vn', phone: null }] });
    expect(await code({ port: directory.tlsPort, encryption: 'tls', filter: '(objectClass=inetOrgPerson)' })).toBe('ok: 1');
    expect(await code({ encryption: 'none', filter: '(cn=*)' })).toBe('ok: 1');
  });

  it('that refuses, or is asked for what is not there, is named', async () => {
    expect(await code({}, 'sai-mat-khau')).toBe('passwordWrong');
    expect(await ask({}, 'sai-mat-khau')).toMatchObject({ failure: { host: 'localhost', serverSaid: null } });
    expect(await code({}, '')).toBe('passwordMissing');
    expect(await code({ baseDn: 'dc=khong,dc=co' })).toBe('ldapBase');
    expect(await code({ baseDn: 'không phải' })).toBe('ldapBase');
    expect(await code({ filter: '(ou=' })).toBe('ldapFilter');
    expect(await code({ bindDn: '' })).toBe('passwordMissing');
  });

  it('is believed only with a certificate of a known authority, and never shown a password in the clear elsewhere than here', async () => {
    expect(await code({}, undefined, [])).toBe('certificateNotTrusted');
    expect(await code({ port: directory.tlsPort, encryption: 'tls' }, undefined, [])).toBe('certificateNotTrusted');
    expect(await code({ host: '192.0.2.1', encryption: 'none' })).toBe('plainNotAllowed');
    const open = await readLdap({ server: { host: '192.0.2.1', port: 389, encryption: 'none', baseDn: '', filter: '', bindDn: 'cn=a' }, password: 'x' }, { policy: { tlsAnchors: [], allowPlainConnection: true } });
    expect(open).toMatchObject({ ok: false, failure: { code: 'plainNotAllowed' } });
  });

  it('that is none, or not there, is told from one that is', async () => {
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(['closed', 'notThisProtocol', 'serverError', 'tlsFailed']).toContain(await code({ port }));
    expect(await code({ port, encryption: 'tls' })).toBe('notThisProtocol');
    expect(await code({ host: 'localhost', port: 1 })).toBe('refused');
  });

  it('that answers with attributes nobody asked for, named as parts of the language are, is read without them', async () => {
    const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from([tag, Buffer.concat(parts).length]), ...parts]);
    const text = (value: string): Buffer => tlv(4, Buffer.from(value));
    const hostile = createServer((socket) => socket.on('data', (request) => {
      const id = Buffer.from([2, 1, request[request.indexOf(2) + 2] ?? 1]);
      const attribute = (name: string, value: string): Buffer => tlv(0x30, text(name), tlv(0x31, text(value)));
      const entry = tlv(0x64, text('ou=a'), tlv(0x30, attribute('ou', 'A'), attribute('constructor', 'x'), attribute('toString', 'x'), attribute('__proto__', 'x')));
      socket.write(Buffer.concat([tlv(0x30, id, entry), tlv(0x30, id, tlv(0x65, Buffer.from([10, 1, 0]), text(''), text('')))]));
    }));
    await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
    const address = hostile.address();
    const answer = await ask({ port: typeof address === 'object' && address !== null ? address.port : 0, encryption: 'none', bindDn: '' }, '');
    hostile.close();
    if (!answer.ok) throw new Error(answer.failure.code);
    expect(answer.value.map(({ dn, attributes }) => [dn, Object.entries(attributes).filter(([, values]) => values.length > 0)])).toEqual([['ou=a', [['ou', ['A']]]]]);
  });
});
