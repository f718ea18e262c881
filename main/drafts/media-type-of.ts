import { extname } from 'node:path';

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf', txt: 'text/plain', csv: 'text/csv', html: 'text/html', htm: 'text/html', xml: 'application/xml', json: 'application/json', ics: 'text/calendar', eml: 'message/rfc822',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint', rtf: 'application/rtf',
  odt: 'application/vnd.oasis.opendocument.text', ods: 'application/vnd.oasis.opendocument.spreadsheet', odp: 'application/vnd.oasis.opendocument.presentation',
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', tif: 'image/tiff', tiff: 'image/tiff', webp: 'image/webp',
  zip: 'application/zip', rar: 'application/vnd.rar', '7z': 'application/x-7z-compressed', p7m: 'application/pkcs7-mime', p7s: 'application/pkcs7-signature',
  mp3: 'audio/mpeg', mp4: 'video/mp4',
};

/** Media type by the name's extension: what a receiver's program goes by, too. Unknown ones are `application/octet-stream`. */
export function mediaTypeOf(name: string): string {
  return types[extname(name).slice(1).toLowerCase()] ?? 'application/octet-stream';
}
