import type { PrintedType } from './malay';

/**
 * Indonesian letterheads. Source: Peraturan ANRI 5/2021 tentang Pedoman Umum Tata Naskah Dinas (kinds of papers, head "Nomor, Sifat,
 * Lampiran, Hal", grades of speed and of access). State of 2026-11-21.
 */
export const indonesianLabels = {
  number: ['nomor', 'no'],
  date: ['tanggal'],
  summary: ['perihal', 'hal'],
  nature: ['sifat'],
  to: ['kepada yth', 'kepada', 'yth'],
} as const;

/** Printed heading to type; the first that begins a line in capitals wins. */
export const indonesianTypes: readonly PrintedType[] = [
  { word: 'surat edaran', name: 'Surat Edaran', code: 'circular' }, { word: 'surat keputusan', name: 'Surat Keputusan', code: 'decree' },
  { word: 'keputusan', name: 'Keputusan', code: 'decree' }, { word: 'peraturan', name: 'Peraturan', code: 'regulation' }, { word: 'instruksi', name: 'Instruksi', code: 'instruction' },
  { word: 'surat undangan', name: 'Surat Undangan', code: 'invitation' }, { word: 'surat tugas', name: 'Surat Tugas', code: 'assignment' },
  { word: 'surat perintah', name: 'Surat Perintah', code: 'assignment' }, { word: 'nota dinas', name: 'Nota Dinas', code: 'memo' },
  { word: 'pengumuman', name: 'Pengumuman', code: 'announcement' }, { word: 'surat keterangan', name: 'Surat Keterangan', code: 'certificate' },
  { word: 'surat pengantar', name: 'Surat Pengantar', code: 'cover' }, { word: 'berita acara', name: 'Berita Acara', code: 'minutes' }, { word: 'laporan', name: 'Laporan', code: 'report' },
];

/** longest first; "Biasa" is no urgency */
export const indonesianUrgency: readonly string[] = ['sangat segera', 'amat segera', 'segera', 'kilat'];
export const indonesianSecrecy: readonly string[] = ['sangat rahasia', 'rahasia', 'terbatas'];
