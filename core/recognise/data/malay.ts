/**
 * Labels of Malaysian and Indonesian letterheads. Sources: Arkib Negara Malaysia, Penyediaan Surat, Memo dan
 * E-mel Rasmi (2016); Peraturan ANRI 5/2021 tentang Pedoman Umum Tata Naskah Dinas. State of 2026-11-21.
 */
export const malayLabels = {
  number: ['ruj. kami', 'ruj kami', 'rujukan kami', 'no. rujukan', 'nomor', 'no. ruj', 'bil'],
  date: ['tarikh', 'tanggal'],
  summary: ['perihal', 'hal', 'perkara', 'tajuk', 'per'],
  urgency: ['sifat'],
} as const;

/** Printed heading to the name of the type; the first that begins a line wins. */
export const malayTypes: readonly (readonly [string, string])[] = [
  ['surat edaran', 'Surat Edaran'], ['surat keputusan', 'Surat Keputusan'], ['surat undangan', 'Surat Undangan'],
  ['surat tugas', 'Surat Tugas'], ['nota dinas', 'Nota Dinas'], ['surat pekeliling', 'Surat Pekeliling'],
  ['pekeliling', 'Pekeliling'], ['surat siaran', 'Surat Siaran'], ['memo', 'Memo'], ['pengumuman', 'Pengumuman'],
];

export const malayUrgency: readonly string[] = ['sangat segera', 'amat segera', 'segera', 'kilat'];
export const malaySecrecy: readonly string[] = [
  'rahsia besar', 'rahsia', 'sulit', 'terhad', 'sangat rahasia', 'rahasia', 'terbatas',
];

export const malayAgencyHeads: readonly string[] = [
  'kementerian', 'jabatan', 'majlis', 'pejabat', 'suruhanjaya', 'lembaga', 'universiti', 'badan', 'dinas', 'pemerintah', 'direktorat',
  'sekretariat', 'kantor', 'universitas', 'arkib', 'perpustakaan', 'sekolah', 'polis', 'unit', 'balai', 'institut', 'kedutaan',
];
