import type { Template } from '../template';

const source = 'NĐ 30/2020/NĐ-CP, Phụ lục I, III';
const answering = 'Phúc đáp {type} số {code}[ ngày {date}][ của {agency}][ về việc {summary}], ';
const confirm = 'Đề nghị Quý cơ quan, đơn vị xác nhận đã nhận được văn bản.';

/** Cover texts: the document itself is the attached file, the letter says what is sent and asks for a receipt. */
export const vietnameseTemplates: readonly Template[] = [
  {
    id: 'vi.congVan', language: 'vi', name: 'Công văn', typeCode: 'CV', subject: '{code} V/v {summary}', answering, source,
    body: `Kính gửi: [{to}]\n\n[{unit} ]gửi kèm theo thư này Công văn[ số {code}][ ngày {date}][ về việc {summary}].\n\n${confirm}\n\nTrân trọng./.`,
  },
  {
    id: 'vi.giayMoi', language: 'vi', name: 'Giấy mời', typeCode: 'GM', subject: '{type} {code}[ V/v {summary}]', answering, source,
    body: `Kính gửi: [{to}]\n\n[{unit} ]trân trọng kính mời Quý cơ quan, đơn vị cử người tham dự theo Giấy mời[ số {code}][ ngày {date}] gửi kèm theo[ ({summary})].\n\nĐề nghị Quý cơ quan, đơn vị xác nhận việc tham dự.\n\nTrân trọng./.`,
  },
  {
    id: 'vi.thongBao', language: 'vi', name: 'Thông báo', typeCode: 'TB', subject: '{type} {code}[ V/v {summary}]', answering, source,
    body: `Kính gửi: [{to}]\n\n[{unit} ]gửi kèm theo thư này Thông báo[ số {code}][ ngày {date}][ về việc {summary}].\n\n${confirm}\n\nTrân trọng./.`,
  },
  {
    id: 'vi.baoCao', language: 'vi', name: 'Báo cáo', typeCode: 'BC', subject: '{type} {code}[ V/v {summary}]', answering, source,
    body: `Kính gửi: [{to}]\n\n[{unit} ]gửi kèm theo thư này Báo cáo[ số {code}][ ngày {date}][ về việc {summary}].\n\n${confirm}\n\nTrân trọng./.`,
  },
  {
    id: 'vi.thu', language: 'vi', name: 'Thư thường', typeCode: null, subject: '', answering, source,
    body: 'Kính gửi: [{to}]\n\n\n\nTrân trọng./.',
  },
];
