import type { Template } from '../template';

const source = 'Arkib Negara Malaysia, Penyediaan Surat, Memo dan E-mel Rasmi (2016)';
const answering = 'Merujuk {type} [Ruj. {code} ][bertarikh {date} ][daripada {agency} ][mengenai {summary}]';
const sends = (what: string): string => `Kepada: {to}\n\nTuan/Puan,\n\nDengan hormatnya saya diarah merujuk perkara di atas.\n\n2. Bersama-sama ini dilampirkan ${what}[ (Ruj. Kami: {code}, bertarikh {date})][ mengenai {summary}] untuk perhatian dan tindakan pihak Tuan/Puan selanjutnya. Mohon maklumkan penerimaan e-mel ini.\n\nSekian, terima kasih.\n\n{unit}`;

export const malayTemplates: readonly Template[] = [
  { id: 'ms.letter', language: 'ms', name: 'Surat Rasmi', typeCode: 'letter', subject: '[Ruj. Kami: {code} - ]{summary}', body: sends('surat rasmi'), answering, source },
  { id: 'ms.memo', language: 'ms', name: 'Memo', typeCode: 'memo', subject: 'Memo [{code} - ]{summary}', body: sends('memo'), answering, source },
  { id: 'ms.circular', language: 'ms', name: 'Surat Pekeliling', typeCode: 'circular', subject: 'Surat Pekeliling [{code} - ]{summary}', body: sends('surat pekeliling'), answering, source },
  { id: 'ms.invitation', language: 'ms', name: 'Surat Jemputan', typeCode: 'invitation', subject: 'Jemputan [{code} - ]{summary}', body: sends('surat jemputan'), answering, source },
];

export const malayManyAddressees = 'Seperti senarai edaran';
