/** A legal text that a list of this folder was taken from, with the days it holds. */
export interface LegalSource {
  readonly act: string;
  /** day it was issued */
  readonly issued: string;
  /** first and last day in force; null: no end known */
  readonly from: string;
  readonly until: string | null;
  readonly where: string;
}

/** State of 2026-11-21. */
export const legalSources = {
  nd30: { act: 'Nghị định 30/2020/NĐ-CP', issued: '2020-03-05', from: '2020-03-05', until: null, where: 'Điều 3, Điều 7, Phụ lục I, Phụ lục III' },
  // What law 64/2025/QH15 keeps of its list is not confirmed; the older forms are met in citations anyway.
  qppl: { act: 'Luật Ban hành văn bản quy phạm pháp luật 80/2015/QH13', issued: '2015-06-22', from: '2016-07-01', until: null, where: 'Điều 4; hình thức theo luật cũ còn được viện dẫn' },
  vbhn: { act: 'Pháp lệnh Hợp nhất văn bản quy phạm pháp luật 01/2012/UBTVQH13', issued: '2012-03-22', from: '2012-07-01', until: null, where: 'Điều 4' },
  party: { act: 'Quy định 66-QĐ/TW về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng', issued: '2017-02-06', from: '2017-02-06', until: null, where: 'Điều 4' },
  secrecy: { act: 'Luật Bảo vệ bí mật nhà nước 29/2018/QH14, các độ mật giữ nguyên trong Luật 117/2025/QH15', issued: '2018-11-15', from: '2020-07-01', until: null, where: 'Điều 8' },
  labour: { act: 'Bộ luật Lao động 45/2019/QH14', issued: '2019-11-20', from: '2021-01-01', until: null, where: 'Điều 112' },
  civil: { act: 'Bộ luật Dân sự 91/2015/QH13', issued: '2015-11-24', from: '2017-01-01', until: null, where: 'Điều 147, Điều 148' },
  practice: { act: 'Tên gọi các cơ quan thường dùng, không văn bản nào quy định', issued: '2026-11-21', from: '2026-11-21', until: null, where: '' },
} as const satisfies Record<string, LegalSource>;

export type LegalSourceId = keyof typeof legalSources;
