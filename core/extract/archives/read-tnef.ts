import { limits } from '../../base/limits';
import { decodeText } from '../../letter/charset';
import { mapiTypes, readMapiProperties } from './mapi-properties';
import type { MapiProperty } from './mapi-properties';

export interface TnefFile {
  /** as written, decoded */
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface Tnef {
  readonly files: readonly TnefFile[];
  readonly text: string | null;
  readonly html: Uint8Array | null;
  /** compressed, [MS-OXRTFCP] */
  readonly rtf: Uint8Array | null;
  /** it ends in the middle of an attribute */
  readonly isCut: boolean;
}

// [MS-OXTNEF] 2.1.3.2, type and name of an attribute
const attribute = {
  codePage: 0x00069007, messageProperties: 0x00069003, body: 0x0002800c,
  newFile: 0x00069002, fileData: 0x0006800f, fileTitle: 0x00018010, fileProperties: 0x00069005,
} as const;

// [MS-OXPROPS]
const property = { body: 0x1000, rtf: 0x1009, html: 0x1013, displayName: 0x3001, data: 0x3701, fileName: 0x3704, longFileName: 0x3707, mimeTag: 0x370e } as const;

/** {00020307-0000-0000-C000-000000000046}: the object is a message, written as another TNEF */
const messageInterface = [0x07, 0x03, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46];

interface Draft {
  title: Uint8Array | null;
  data: Uint8Array | null;
  properties: readonly MapiProperty[];
}

/** Reads winmail.dat as far as it goes. Views into `bytes`, no copies. Never throws. */
export function readTnef(bytes: Uint8Array): Tnef {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const drafts: Draft[] = [];
  let codePage = 0;
  let body: Uint8Array | null = null;
  let message: readonly MapiProperty[] = [];
  // signature (4) and key (2), then level (1), id (4), length (4), data, checksum (2); checksums are often wrong and prove nothing
  let at = 6;
  for (let count = 0; at + 9 <= bytes.length && count < limits.tnefProperties; count += 1) {
    const length = view.getUint32(at + 5, true);
    if (at + 9 + length > bytes.length) break;
    const data = bytes.subarray(at + 9, at + 9 + length);
    const draft = drafts.at(-1);
    switch (view.getUint32(at + 1, true)) {
      case attribute.codePage:
        if (length >= 4) codePage = view.getUint32(at + 9, true);
        break;
      case attribute.messageProperties:
        message = readMapiProperties(data);
        break;
      case attribute.body:
        body = data;
        break;
      case attribute.newFile:
        drafts.push({ title: null, data: null, properties: [] });
        break;
      case attribute.fileTitle:
        if (draft) draft.title = data;
        break;
      case attribute.fileData:
        if (draft) draft.data = data;
        break;
      case attribute.fileProperties:
        if (draft) draft.properties = readMapiProperties(data);
        break;
    }
    at += 9 + length + 2;
  }
  const bodyProperty = valueOf(message, property.body);
  return {
    files: drafts.flatMap((draft) => fileOf(draft, codePage)),
    text: bodyProperty !== null ? textOf(bodyProperty, codePage) : body === null ? null : decodeBytes(body, codePage),
    html: valueOf(message, property.html)?.value ?? null,
    rtf: valueOf(message, property.rtf)?.value ?? null,
    isCut: at < bytes.length || bytes.length < 6,
  };
}

function fileOf(draft: Draft, codePage: number): readonly TnefFile[] {
  const named = (id: number): string => {
    const found = valueOf(draft.properties, id);
    return found === null ? '' : textOf(found, codePage);
  };
  const title = draft.title === null ? '' : decodeBytes(draft.title, codePage);
  const name = named(property.longFileName) || title || named(property.fileName) || named(property.displayName);
  const object = valueOf(draft.properties, property.data);
  const isMessage = object?.type === mapiTypes.object && messageInterface.every((byte, at) => object.value[at] === byte);
  if (isMessage) return [{ name: `${name === '' ? named(property.displayName) : name}.tnef`, contentType: 'application/ms-tnef', bytes: object.value.subarray(16) }];
  const bytes = draft.data ?? object?.value ?? null;
  return bytes === null ? [] : [{ name, contentType: named(property.mimeTag).toLowerCase(), bytes }];
}

function valueOf(properties: readonly MapiProperty[], id: number): MapiProperty | null {
  return properties.find((one) => one.id === id) ?? null;
}

function textOf(found: MapiProperty, codePage: number): string {
  if (found.type !== mapiTypes.unicode) return decodeBytes(found.value, codePage);
  return new TextDecoder('utf-16le').decode(found.value).replace(/(?<!\0)\0+$/u, '').normalize('NFC');
}

function decodeBytes(bytes: Uint8Array, codePage: number): string {
  const label = codePage === 65001 ? 'utf-8' : codePage === 874 || (codePage >= 1250 && codePage <= 1258) ? `windows-${codePage}` : null;
  return decodeText(bytes, label).replace(/(?<!\0)\0+$/u, '');
}
