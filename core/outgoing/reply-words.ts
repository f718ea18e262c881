import type { Template } from './template';

/** Words around a letter that is answered or passed on, in its own language. */
export interface ReplyWords {
  /** ordinary letter that the draft is begun with */
  readonly template: string | null;
  readonly greeting: string;
  readonly closing: string;
  /** {day} {clock} {who} */
  readonly wrote: string;
  readonly forwarded: string;
  readonly from: string;
  readonly sent: string;
  readonly to: string;
  readonly subject: string;
  /** {document}: what is passed on */
  readonly passedOn: string;
  readonly and: string;
}

export const replyWords: Readonly<Record<Template['language'], ReplyWords>> = {
  vi: {
    template: 'vi.thu', greeting: 'Kính gửi: ', closing: 'Trân trọng./.', wrote: 'Vào lúc {clock} ngày {day}, {who} viết:', forwarded: '---------- Thư được chuyển tiếp ----------', from: 'Từ: ', sent: 'Ngày gửi: ', to: 'Đến: ', subject: 'Tiêu đề: ',
    passedOn: 'Kính chuyển {document} để biết, thực hiện.', and: ' và ',
  },
  th: {
    template: null, greeting: 'เรียน ', closing: 'ขอแสดงความนับถือ', wrote: 'เมื่อวันที่ {day} เวลา {clock} น. {who} เขียนว่า:', forwarded: '---------- จดหมายที่ส่งต่อ ----------', from: 'จาก: ', sent: 'วันที่: ', to: 'ถึง: ', subject: 'เรื่อง: ',
    passedOn: 'ขอส่งต่อ{document} เพื่อโปรดทราบและดำเนินการ', and: ' และ ',
  },
  ms: {
    template: null, greeting: 'Kepada: ', closing: 'Sekian, terima kasih.', wrote: 'Pada {day} pukul {clock}, {who} menulis:', forwarded: '---------- E-mel yang dimajukan ----------', from: 'Daripada: ', sent: 'Tarikh: ', to: 'Kepada: ', subject: 'Perkara: ',
    passedOn: 'Dimajukan {document} untuk makluman dan tindakan.', and: ' dan ',
  },
};
