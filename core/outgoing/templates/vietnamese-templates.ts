import type { Template } from '../template';

const source = 'Nghị định số 30/2020/NĐ-CP, Phụ lục I, III';
const answering = 'Phúc đáp {type} số {code}[ ngày {date}][ của {agency}][ về việc {summary}], ';
const confirm = 'Đề nghị Quý cơ quan, đơn vị xác nhận đã nhận được văn bản.';
const sends = (name: string): string => `Kính gửi: {to}\n\n[{unit} ]gửi kèm theo thư này ${name}[ số {code}][ ngày {date}][ về việc {summary}].\n\n${confirm}\n\nTrân trọng./.`;

/** Cover texts: the document itself is the attached file, the letter says what is sent and asks for a receipt. */
export const vietnameseTemplates: readonly Template[] = [
  { id: 'vi.congVan', language: 'vi', name: 'Công văn', typeCode: 'CV', subject: '{code} V/v {summary}', body: sends('Công văn'), answering, source },
  {
    id: 'vi.giayMoi', language: 'vi', name: 'Giấy mời', typeCode: 'GM', subject: 'Giấy mời [số {code} ]V/v {summary}', answering, source,
    body: 'Kính gửi: {to}\n\n[{unit} ]trân trọng kính mời Quý cơ quan, đơn vị tham dự theo Giấy mời[ số {code}][ ngày {date}][ về việc {summary}] gửi kèm theo thư này.\n\nĐề nghị Quý cơ quan, đơn vị xác nhận tham dự.\n\nTrân trọng./.',
  },
  { id: 'vi.thongBao', language: 'vi', name: 'Thông báo', typeCode: 'TB', subject: 'Thông báo [số {code} ]V/v {summary}', body: sends('Thông báo'), answering, source },
  { id: 'vi.baoCao', language: 'vi', name: 'Báo cáo', typeCode: 'BC', subject: 'Báo cáo [số {code} ]V/v {summary}', body: sends('Báo cáo'), answering, source },
  { id: 'vi.toTrinh', language: 'vi', name: 'Tờ trình', typeCode: 'TTr', subject: 'Tờ trình [số {code} ]V/v {summary}', body: sends('Tờ trình'), answering, source },
  { id: 'vi.keHoach', language: 'vi', name: 'Kế hoạch', typeCode: 'KH', subject: 'Kế hoạch [số {code} ]V/v {summary}', body: sends('Kế hoạch'), answering, source },
  { id: 'vi.quyetDinh', language: 'vi', name: 'Quyết định', typeCode: 'QĐ', subject: 'Quyết định [số {code} ]V/v {summary}', body: sends('Quyết định'), answering, source },
  { id: 'vi.vanBan', language: 'vi', name: 'Văn bản khác', typeCode: 'HD', subject: '[{type} số {code} ]V/v {summary}', body: sends('{type}'), answering, source },
  { id: 'vi.thu', language: 'vi', name: 'Thư thường', typeCode: null, subject: '', body: 'Kính gửi: {to}\n\n\nTrân trọng./.', answering, source },
];

export const vietnameseManyAddressees = 'Quý cơ quan, đơn vị';
