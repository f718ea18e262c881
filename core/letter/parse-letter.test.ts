import { describe, expect, it } from 'vitest';
import { inFont } from './fixtures/in-font';
import { bytesOfLatin1 } from './latin1';
import { parseLetter } from './parse-letter';

function letter(text: string): ReturnType<typeof parseLetter> {
  return parseLetter(new TextEncoder().encode(text.replace(/\n/g, '\r\n')));
}

const pdf = 'Content-Type: application/pdf; name="cv.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n';

describe('a letter in an old Vietnamese font', () => {
  const body = 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ';
  const raw = (type: string, content: string): Uint8Array =>
    bytesOfLatin1(`From: =?iso-8859-1?Q?Ph=DFng_Gi=B8o_d=F4c?= <a@b.example>\r\nSubject: ${inFont('Công văn hướng dẫn', 'tcvn3')}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: ${type}; charset=iso-8859-1\r\n\r\n${content}\r\n--b\r\nContent-Type: application/msword; name="${inFont('Báo cáo tháng.doc', 'vni')}"\r\n\r\nx\r\n--b--\r\n`);

  it('is read in Unicode everywhere, and its text said to be converted', () => {
    const letter = parseLetter(raw('text/plain', inFont(body, 'tcvn3')));
    expect([letter.header.subject, letter.header.from[0]?.name, letter.text?.text, letter.attachments[0]?.name]).toEqual(['Công văn hướng dẫn', 'Phòng Giáo dục', body, 'Báo cáo tháng.doc']);
    expect(letter.problems).toEqual([{ code: 'convertedTcvn3', part: '1' }]);
    const html = parseLetter(raw('text/html', `<p>${inFont(body, 'vni')}</p>`));
    expect([html.html?.text, html.problems]).toEqual([`<p>${body}</p>`, [{ code: 'convertedVni', part: '1' }]]);
  });
});

describe('a parsed letter', () => {
  it('shows both forms of an alternative and lists what is attached beside it', () => {
    const read = letter(
      `Subject: a\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nKính gửi\n--a\nContent-Type: multipart/related; boundary=r\n\n` +
        `--r\nContent-Type: text/html; charset=utf-8\n\n<p>Kính gửi</p>\n--r\nContent-Type: image/png\nContent-ID: <logo>\n\nx\n--r--\n--a--\n--m\n${pdf}--m--\n`,
    );
    expect(read.text).toEqual({ part: '1.1', text: 'Kính gửi' });
    expect(read.html).toEqual({ part: '1.2.1', text: '<p>Kính gửi</p>' });
    expect(read.attachments.map(({ part, name, inline }) => [part, name, inline])).toEqual([['1.2.2', 'tep-dinh-kem.png', true], ['2', 'cv.pdf', false]]);
    expect(read.problems).toEqual([]);
  });

  it('shows the content of a signed letter and does not list the signature', () => {
    const read = letter(
      'Content-Type: multipart/signed; boundary=s; protocol="application/pkcs7-signature"\n\n--s\nContent-Type: text/plain\n\nsigned\n--s\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--s--\n',
    );
    expect(read.text?.text).toBe('signed');
    expect(read.attachments).toEqual([]);
  });

  it('does not let a second text part join the first: it is an attachment', () => {
    const read = letter('Content-Type: multipart/mixed; boundary=m\n\n--m\n\nfirst\n--m\n\nsecond\n--m--\n');
    expect(read.text?.text).toBe('first');
    expect(read.attachments.map((attachment) => attachment.part)).toEqual(['2']);
  });

  it('keeps an opaque S/MIME content closed, and reads the inner entity when it is handed in', () => {
    expect(letter('Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG\n').attachments.map((attachment) => attachment.name)).toEqual(['smime.p7m']);
    expect(letter('Content-Type: text/plain; charset=utf-8\n\nnội dung').text).toEqual({ part: '1', text: 'nội dung' });
  });

  it('does not take an attached text for the body', () => {
    const read = letter('Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Disposition: attachment; filename=a.txt\n\nfile\n--m\n\nbody\n--m--\n');
    expect(read.text?.text).toBe('body');
    expect(read.attachments.map((attachment) => attachment.name)).toEqual(['a.txt']);
  });

  it('calls a forwarded letter by its subject', () => {
    const read = letter('Content-Type: multipart/mixed; boundary=m\n\n--m\n\nsee below\n--m\nContent-Type: message/rfc822\n\nSubject: =?utf-8?Q?C=C3=B4ng_v=C4=83n_12/UBND?=\n\nx\n--m--\n');
    expect(read.attachments.map((attachment) => attachment.name)).toEqual(['Công văn 12-UBND.eml']);
  });

  it('joins flowed lines, keeps quotes apart and takes out the blanks of DelSp', () => {
    expect(letter('Content-Type: text/plain; format=flowed\n\nmột \nhai\n> ba \n> bốn\n-- \nký').text?.text).toBe('một hai\n> ba bốn\n-- \nký');
    expect(letter('Content-Type: text/plain; format=flowed; delsp=yes\n\nmộ \nt').text?.text).toBe('một');
  });

  it('reads the charset an HTML part declares inside', () => {
    const raw = bytesOfLatin1('Content-Type: text/html\r\n\r\n<meta charset="windows-1258"><p>Ti\u00ea\u00ecng</p>');
    expect(parseLetter(raw).html?.text).toContain('Tiếng');
  });

  it('says that it has several senders', () => {
    expect(letter('From: a@x.vn\nFrom: b@x.vn\n\nx').problems.map((problem) => problem.code)).toContain('severalFrom');
  });
});
