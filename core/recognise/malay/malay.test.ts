import { describe, expect, it } from 'vitest';
import { body } from '../fixtures/sources';
import { recognise } from '../recognise';
import { circular, decree, indonesianInvitation, malaysianInvitation, malaysianLetter } from './fixtures/malay-letters';

const read = (lines: readonly string[]) => {
  const [document] = recognise([body(lines.join('\n'))]).documents;
  if (document === undefined) throw new Error('not recognised as official');
  return document;
};

describe('Malaysian letters', () => {
  it('a letter is read by "Ruj. Kami"; "Ruj. Tuan" is the letter it answers', () => {
    expect(read(malaysianLetter)).toMatchObject({
      type: 'Surat Rasmi', typeCode: 'letter', system: 'malay', number: 'KPM.600-1/2/3 Jld. 2 (45)', date: '2026-03-05', agency: 'KEMENTERIAN PENDIDIKAN MALAYSIA',
      summary: 'PERMOHONAN PENGGUNAAN E-MEL RASMI', addressees: ['Ketua Pengarah'], signer: 'NAMA PENUH PEGAWAI', signerTitle: 'Ketua Setiausaha', phones: ['03-8872 1000'],
      urgency: 'SEGERA', secrecy: 'SULIT', deskKind: 'request', deadline: '2026-03-30',
      cites: [{ number: 'JPA.600-2/1/5 (7)', relation: 'answers', type: null, date: null, agency: null, summary: null }],
    });
  });

  it('a call to a meeting gives day, hours, place and who shall come', () => {
    expect(read(malaysianInvitation)).toMatchObject({
      system: 'malay', summary: 'JEMPUTAN MESYUARAT PENYELARASAN REKOD', deskKind: 'invitation', addressees: ['Semua Ketua Jabatan Negeri'],
      meeting: { at: '2026-11-25T14:30', until: '2026-11-25T16:00', place: 'Bilik Mesyuarat 2, Aras 5', participants: ['Semua Ketua Jabatan Negeri'], chair: 'Ketua Setiausaha' },
    });
  });

  it('talk of secret matters is no stamp', () => {
    const talk = malaysianLetter.filter((line) => line !== 'SULIT').map((line) => (line === 'SEGERA' ? 'Maklumat ini rahsia' : line));
    expect(read(talk)).toMatchObject({ secrecy: null, urgency: null });
  });

  it.each(['selewat-lewatnya pada 30 Mac 2026', 'sebelum 30 Mac 2026 (Isnin)', 'selewat-lewatnya pada hari Isnin, 30 Mac 2026', 'tidak lewat daripada 30/3/2026'])('"%s" is a deadline', (words) => {
    expect(read(malaysianLetter.map((line) => line.replace('sebelum atau pada 30 Mac 2026', words))).deadline).toBe('2026-03-30');
  });
});

describe('Indonesian letters', () => {
  it('an invitation is read by "Nomor", "Sifat" and "Hal", with its list of addressees', () => {
    expect(read(indonesianInvitation)).toMatchObject({
      type: 'Surat Dinas', typeCode: 'letter', system: 'indonesian', number: 'B-005/1234/DK.01/2026', date: '2026-11-17', place: 'Bandung', agency: 'DINAS KEARSIPAN DAERAH', parentAgency: 'PEMERINTAH DAERAH',
      summary: 'Undangan Rapat Koordinasi Penyelenggaraan Kearsipan Daerah Tahun 2026', urgency: 'Sangat Segera', secrecy: null, deskKind: 'invitation', phones: ['(022) 123456'],
      addressees: ['Kepala Dinas Pendidikan', 'Kepala Dinas Kesehatan'], deadline: '2026-11-20', signer: 'Nama Lengkap Pejabat', signerTitle: 'Kepala Dinas',
      meeting: { at: '2026-11-25T09:00', until: '2026-11-25T12:00', place: 'Ruang Rapat Lantai 2', participants: ['Kepala Dinas Pendidikan', 'Kepala Dinas Kesehatan'], chair: null },
      cites: [{ number: '045/77/2026', relation: 'basis', date: '2026-11-02', summary: 'rencana rapat', type: null, agency: null }],
    });
  });

  it('grades behind "Sifat" are speed or secrecy; "Biasa" is neither', () => {
    const graded = (sifat: string) => read(indonesianInvitation.map((line) => (line.startsWith('Sifat') ? `Sifat : ${sifat}` : line)));
    expect(graded('Biasa')).toMatchObject({ urgency: null, secrecy: null });
    expect(graded('Rahasia')).toMatchObject({ urgency: null, secrecy: 'Rahasia' });
    expect(graded('Segera/Sangat Rahasia')).toMatchObject({ urgency: 'Segera', secrecy: 'Sangat Rahasia' });
  });

  it('a circular and a decree print their kind, number and topic in the middle and their day at the end', () => {
    expect(read(circular)).toMatchObject({
      type: 'Surat Edaran', typeCode: 'circular', system: 'indonesian', number: '5 TAHUN 2026', date: '2026-03-05', place: 'Jakarta', summary: 'PENGGUNAAN SURAT ELEKTRONIK RESMI', deskKind: 'directive',
      agency: 'KEMENTERIAN DALAM NEGERI',
    });
    expect(read(decree)).toMatchObject({
      type: 'Keputusan', typeCode: 'decree', number: '12 TAHUN 2026', date: '2026-04-07', place: 'Jakarta', summary: 'TIM PENATAAN ARSIP', agency: 'KEPALA DINAS KEARSIPAN',
      cites: [{ number: '8 Tahun 2024', relation: 'replaces' }],
    });
  });

  it('an ordinary mail that says "Nomor" and "Hal" is no document', () => {
    expect(recognise([body('Halo semua,\nNomor: 0812 3456 7890\nHal: tanya harga\nTerima kasih')]).isOfficial).toBe(false);
    expect(recognise([body('KEPUTUSAN ANDA HARI INI\nNomor 1 di Indonesia!\nPromo sampai tanggal 5 Maret 2026')]).isOfficial).toBe(false);
  });
});
