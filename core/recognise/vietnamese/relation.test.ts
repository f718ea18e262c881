import { describe, expect, it } from 'vitest';
import { letter } from '../fixtures/letters';
import { readLetter, readOne } from '../fixtures/read-one';

const relations = (document: ReturnType<typeof readOne>) => Object.fromEntries(document.cites.map((cite) => [cite.number, cite.relation]));
const inLetter = (topic: string, ...body: readonly string[]) => relations(readLetter({ heading: '', number: '99/SNV-VP', topic, addressees: ['Các đơn vị'], body }));
const inDecision = (topic: string, ...body: readonly string[]) => relations(readLetter({ heading: 'QUYẾT ĐỊNH', number: '99/QĐ-UBND', topic, body }));

describe('what a document does to those it cites', () => {
  it('is based on them', () => {
    expect(inDecision('Về việc ban hành Quy chế',
      'Căn cứ Luật số 33/2024/QH15 ngày 21/6/2024 và Nghị định số 113/2025/NĐ-CP ngày 03/6/2025 của Chính phủ;', 'Căn cứ Nghị định số 20/2026/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP;',
      'Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 02/02/2026.', '', 'QUYẾT ĐỊNH:', 'Điều 1. Ban hành Quy chế.',
    )).toEqual({ '33/2024/QH15': 'basis', '113/2025/NĐ-CP': 'basis', '20/2026/NĐ-CP': 'basis', '30/2020/NĐ-CP': 'mentions', '12/TTr-SNV': 'basis' });
  });

  it.each([
    'Trả lời Công văn số 12/UBND-VX ngày 02/02/2026 của UBND huyện về việc bổ sung biên chế, Sở có ý kiến như sau.', 'Phúc đáp Công văn số 12/UBND-VX ngày 02/02/2026 của UBND huyện, Sở có ý kiến như sau.',
    'Phúc Công văn số 12/UBND-VX của UBND huyện, Sở có ý kiến như sau.', 'Sở Nội vụ nhận được Công văn số 12/UBND-VX ngày 02/02/2026 của UBND huyện. Sở có ý kiến như sau.', 'Xét đề nghị của UBND huyện tại Công văn số 12/UBND-VX, Sở có ý kiến như sau.',
    'Để trả lời Công văn số 12/UBND-VX, Sở có ý kiến như sau.', '(Địa chỉ: phường Tân An) Trả lời Công văn số 12/UBND-VX của Công ty, Sở có ý kiến như sau.',
  ])('answers: %s', (sentence) => {
    expect(inLetter('biên chế', sentence)).toEqual({ '12/UBND-VX': 'answers' });
  });

  it('answers by its topic', () => {
    expect(inLetter('trả lời Công văn số 12/UBND-VX ngày 02/02/2026 của UBND huyện', 'Sở có ý kiến như sau.')).toEqual({ '12/UBND-VX': 'answers' });
  });

  it('replaces: with or without others, in the article that says so or in the topic', () => {
    expect(inDecision('Về việc ban hành Quy chế', 'Điều 2. Quyết định này có hiệu lực từ ngày ký, thay thế Quyết định số 75/QĐ-UBND ngày 14/11/2011 và Quyết định số 80/QĐ-UBND ngày 01/12/2011.'))
      .toEqual({ '75/QĐ-UBND': 'replaces', '80/QĐ-UBND': 'replaces' });
    expect(inDecision('Về việc bãi bỏ Quyết định số 75/QĐ-UBND ngày 14/11/2011', 'Điều 1. Bãi bỏ toàn bộ Quyết định số 75/QĐ-UBND.')).toEqual({ '75/QĐ-UBND': 'replaces' });
    expect(inLetter('triển khai', 'Công văn này thay thế Công văn số 12/SNV-VP ngày 02/02/2026.')).toEqual({ '12/SNV-VP': 'replaces' });
  });

  it('replaces what is listed below a colon', () => {
    expect(inDecision('Về việc ban hành Quy chế', 'Điều 2. Quyết định này bãi bỏ các Quyết định:', 'a) Quyết định số 75/QĐ-UBND ngày 14/11/2011;', 'b) Quyết định số 80/QĐ-UBND ngày 01/12/2011.')).toEqual({ '75/QĐ-UBND': 'replaces', '80/QĐ-UBND': 'replaces' });
  });

  it('amends', () => {
    expect(inDecision('Sửa đổi, bổ sung một số điều của Quyết định số 75/QĐ-UBND ngày 14/11/2011', 'Điều 1. Sửa đổi khoản 2 Điều 5 Quyết định số 80/QĐ-UBND như sau.', 'Điều 2. Bãi bỏ khoản 3 Điều 5 Quyết định số 81/QĐ-UBND.'))
      .toEqual({ '75/QĐ-UBND': 'amends', '80/QĐ-UBND': 'amends', '81/QĐ-UBND': 'amends' });
  });

  it('corrects, and recalls, by topic or by sentence', () => {
    expect(inLetter('đính chính Quyết định số 75/QĐ-SNV ngày 02/02/2026', 'Do sơ suất trong khâu soạn thảo, Sở xin đính chính.')).toEqual({ '75/QĐ-SNV': 'corrects' });
    expect(inLetter('thu hồi Công văn số 12/SNV-VP', 'Sở Nội vụ thu hồi Công văn số 12/SNV-VP ngày 02/02/2026.')).toEqual({ '12/SNV-VP': 'recalls' });
    expect(inLetter('quản lý văn bản', 'Nay Sở thu hồi Công văn số 12/SNV-VP ngày 02/02/2026 do ban hành nhầm.')).toEqual({ '12/SNV-VP': 'recalls' });
  });

  it('a citation ends where the sentence goes on', () => {
    const [cite] = readLetter({ heading: '', number: '99/SNV-VP', topic: 'ứng phó', addressees: ['Các sở'], body: ['Thực hiện Công điện số 10/CĐ-TTg ngày 08/01/2026 của Thủ tướng Chính phủ, yêu cầu các sở báo cáo.'] }).cites;
    expect(cite).toMatchObject({ number: '10/CĐ-TTg', agency: 'Thủ tướng Chính phủ', summary: null, relation: 'basis' });
  });

  it('a topic ends where place and date begin', () => {
    const text = ['SỞ NỘI VỤ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 99/SNV-VP', 'V/v thu hồi Công văn số 88/SNV-VP', 'ngày 01/11/2025 của Sở Nội vụ', 'Long An, ngày 17 tháng 11 năm 2025', 'Kính gửi: Các sở, ngành.', 'Sở Nội vụ thu hồi văn bản nêu trên.'].join('\n');
    expect(readOne(text).cites).toEqual([{ number: '88/SNV-VP', type: 'Công văn', date: '2025-11-01', agency: 'Sở Nội vụ', summary: null, relation: 'recalls' }]);
  });

  it('a topic without a number means the document of its own office', () => {
    expect(inLetter('thu hồi văn bản', 'Căn cứ Nghị định số 30/2020/NĐ-CP;', 'Ngày 02/02/2026, Sở ban hành Công văn số 12/SNV-VP gửi các đơn vị. Do sai sót, đề nghị các đơn vị không sử dụng.')).toEqual({ '30/2020/NĐ-CP': 'basis', '12/SNV-VP': 'recalls' });
    expect(inLetter('đính chính văn bản', 'Sở ban hành Công văn số 12/SNV-VP về việc báo cáo. Tại trang 2, xin sửa lại như sau.')).toEqual({ '12/SNV-VP': 'corrects' });
  });

  it.each([
    ['land is taken back, not a document', 'Về việc thu hồi đất theo Quyết định số 75/QĐ-UBND.', '75/QĐ-UBND'], ['another document did so', 'Nghị định này đã được sửa đổi, bổ sung bởi Nghị định số 20/2026/NĐ-CP.', '20/2026/NĐ-CP'],
    ['it is only proposed', 'Đề nghị góp ý dự thảo Quyết định thay thế Quyết định số 75/QĐ-UBND.', '75/QĐ-UBND'], ['another office did not', 'Bộ Tài chính chưa ban hành Thông tư sửa đổi, bổ sung Thông tư số 44/2022/TT-BTC.', '44/2022/TT-BTC'], ['money is added', 'Bổ sung kinh phí tại Quyết định số 75/QĐ-UBND.', '75/QĐ-UBND'],
  ])('nothing where %s', (_why, sentence, number) => {
    expect(inLetter('thông tin', sentence)).toEqual({ [number]: 'mentions' });
  });

  it('a submission that proposes a change changes nothing', () => {
    const text = letter({ heading: 'TỜ TRÌNH', number: '3/TTr-SNV', topic: 'Về việc ban hành Quyết định thay thế Quyết định số 75/QĐ-UBND', body: ['Sở Nội vụ trình Ủy ban nhân dân tỉnh.'] });
    expect(relations(readOne(text))).toEqual({ '75/QĐ-UBND': 'mentions' });
  });

  it('lines broken inside a sentence change nothing', () => {
    expect(inLetter('triển khai', 'Đề nghị các đơn vị thực hiện\ntheo Công văn số 12/UBND-VX và không\nthu hồi\nCông văn số 13/SNV-VP.')['12/UBND-VX']).toBe('mentions');
  });
});
