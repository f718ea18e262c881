import { describe, expect, it } from 'vitest';
import { nameFromRdns } from '../pki/distinguished-name';
import { signerRole } from './signer-role';

const none = Uint8Array.of(0x30, 0);
const oid = { CN: '2.5.4.3', SN: '2.5.4.4', GN: '2.5.4.42', O: '2.5.4.10', OU: '2.5.4.11', title: '2.5.4.12', UID: '0.9.2342.19200300.100.1.1', serial: '2.5.4.5', orgId: '2.5.4.97' } as const;
const role = (subject: Partial<Record<keyof typeof oid, string>>, tbs: Uint8Array = none) =>
  signerRole({ tbs, subject: nameFromRdns(Object.entries(subject).map(([name, value]) => [{ oid: oid[name as keyof typeof oid], value, text: true }])) });

/** TBSCertificate with a QcStatements extension of one QcType, as far as it is looked at. */
function withQcType(last: number): Uint8Array {
  const wrap = (tag: number, ...content: readonly number[]): number[] => [tag, content.length, ...content];
  const statements = wrap(0x30, ...wrap(0x30, ...wrap(6, 4, 0, 0x8e, 0x46, 1, 6), ...wrap(0x30, ...wrap(6, 4, 0, 0x8e, 0x46, 1, 6, last))));
  const extension = wrap(0x30, ...wrap(6, 0x2b, 6, 1, 5, 5, 7, 1, 3), ...wrap(4, ...statements));
  return Uint8Array.from(wrap(0x30, ...wrap(0xa3, ...wrap(0x30, ...extension))));
}

describe('whose certificate it is', () => {
  it('the certificate itself says first', () => {
    expect(role({ CN: 'Sở Nội vụ' }, withQcType(1))).toBe('person');
    expect(role({ CN: 'Trần Thị Mẫu' }, withQcType(2))).toBe('agency');
    expect(role({ CN: 'mau.example' }, withQcType(3))).toBe('unknown');
  });

  it('is a person with names of a person or a personal identity number', () => {
    expect(role({ CN: 'Mẫu Thử', SN: 'Mẫu', GN: 'Thử' })).toBe('person');
    expect(role({ CN: 'Mẫu Thử', UID: 'CCCD:001000000000', O: 'Sở Nội vụ' })).toBe('person');
    expect(role({ CN: 'Mẫu Thử', serial: 'PNOVN-001000000000' })).toBe('person');
    expect(role({ CN: 'Mẫu Thử', title: 'Giám đốc', O: 'Sở Nội vụ' })).toBe('person');
  });

  it('is told by names that only one of the two bears', () => {
    for (const name of ['Nguyễn Văn Mẫu', 'Vũ Thị Mẫu', 'Trương Văn Mẫu', 'Đặng Văn Mẫu', 'TRAN VAN MAU', 'นายตัวอย่าง ทดสอบ']) expect([name, role({ CN: name, O: 'Cơ quan mẫu' })]).toEqual([name, 'person']);
    for (const name of ['Sở Giáo dục và Đào tạo (mẫu)', 'UBND tỉnh Mẫu', 'Vụ Tổ chức cán bộ', 'Trường Đại học Mẫu', 'Đảng bộ tỉnh Mẫu', 'CHI CỤC THUẾ', 'กรมตัวอย่าง', 'Jabatan Contoh']) expect([name, role({ CN: name })]).toEqual([name, 'agency']);
    expect(role({ CN: 'Tổ chức Mẫu', O: 'TỔ CHỨC MẪU' })).toBe('agency');
  });

  it('is an office with a tax code and a name that says nothing', () => {
    expect(role({ CN: 'Mau JSC', UID: 'MST:0100000000' })).toBe('agency');
    expect(role({ CN: 'Mau JSC', orgId: 'NTRVN-0100000000' })).toBe('agency');
  });

  it('stays unknown where nothing tells', () => {
    for (const subject of [{ CN: 'Mau JSC' }, {}, { CN: 'noi.bo', O: 'Mau' }]) expect(role(subject)).toBe('unknown');
  });

  it('does not end on a broken extension', () => {
    expect(role({ CN: 'Mau JSC' }, Uint8Array.of(0x30, 0x80, 1))).toBe('unknown');
  });
});
