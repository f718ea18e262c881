import type { DeskKind } from '../../model/document';

/** Code of a type of a Malay or Indonesian letter in `OfficialDocument.typeCode`. */
export type MalayTypeCode =
  | 'letter' | 'circular' | 'memo' | 'decree' | 'regulation' | 'instruction' | 'assignment' | 'invitation' | 'announcement' | 'certificate' | 'cover' | 'minutes' | 'report';

export interface PrintedType {
  /** as it begins its line, lower case */
  readonly word: string;
  readonly name: string;
  readonly code: MalayTypeCode;
}

/**
 * Malaysian letterheads. Sources: Arkib Negara Malaysia, Penyediaan Surat, Memo dan E-mel Rasmi (2016); Arahan Keselamatan (four grades
 * of secrecy). State of 2026-11-21.
 */
export const malaysianLabels = {
  number: ['ruj. kami', 'ruj kami', 'rujukan kami', 'no. rujukan', 'no rujukan', 'no. ruj', 'rujukan', 'ruj', 'bil'],
  yours: ['ruj. tuan', 'ruj tuan', 'rujukan tuan', 'ruj. puan'],
  date: ['tarikh'],
  summary: ['perkara', 'tajuk', 'per'],
  to: ['kepada'],
} as const;

/** Printed heading to type; the first that begins a line in capitals wins. */
export const malaysianTypes: readonly PrintedType[] = [
  { word: 'surat pekeliling', name: 'Surat Pekeliling', code: 'circular' }, { word: 'pekeliling', name: 'Pekeliling', code: 'circular' },
  { word: 'surat siaran', name: 'Surat Siaran', code: 'circular' }, { word: 'memo', name: 'Memo', code: 'memo' }, { word: 'minit mesyuarat', name: 'Minit Mesyuarat', code: 'minutes' },
];

/** longest first; stamps of both languages, as urgency of a letter not yet fetched is told from its subject */
export const malayUrgency: readonly string[] = ['serta-merta', 'sangat segera', 'amat segera', 'segera', 'kilat'];
export const malaySecrecy: readonly string[] = ['rahsia besar', 'rahsia', 'sulit', 'terhad'];

export const malayAgencyHeads: readonly string[] = [
  'kementerian', 'jabatan', 'majlis', 'pejabat', 'suruhanjaya', 'lembaga', 'universiti', 'badan', 'dinas', 'pemerintah', 'direktorat',
  'sekretariat', 'kantor', 'universitas', 'arkib', 'perpustakaan', 'sekolah', 'polis', 'unit', 'balai', 'institut', 'kedutaan', 'arsip nasional', 'kepolisian', 'kejaksaan', 'mahkamah',
];

/** What the subject asks of the desk, both languages; the first word found decides. */
export const malayDeskWords: readonly (readonly [RegExp, DeskKind])[] = [
  [/\b(?:undangan|jemputan|panggilan mesyuarat|mesyuarat panggilan)\b/, 'invitation'],
  [/\b(?:minit mesyuarat|kertas mesyuarat|notulen|notula|risalah|bahan rapat)\b/, 'meetingPapers'],
  [/\b(?:jadual|jadwal|takwim)\b/, 'workSchedule'],
  [/\b(?:laporan|pelaporan)\b/, 'report'],
  [/\b(?:permohonan|permintaan|mohon|pohon)\b/, 'request'],
  [/\b(?:instruksi|arahan|perintah|penugasan)\b/, 'directive'],
  [/\b(?:pemberitahuan|makluman|pemakluman|pengumuman|hebahan)\b/, 'notice'],
];
