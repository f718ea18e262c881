import { limits } from '../../base/limits';
import { hexOf, joinBytes, latinBytes } from './write-object';

/** ten places a number: files are far smaller than that */
const rangePlace = '[0 0000000000 0000000000 0000000000]';

/** A signature dictionary whose /Contents waits to be filled. @param keys of it, as text, without the two that are filled in */
export function signatureDictionary(keys: string): Uint8Array {
  return latinBytes(`<< ${keys} /ByteRange ${rangePlace} /Contents <${'0'.repeat(limits.pdfSignatureBytes * 2)}> >>`);
}

/** A file whose ranges are settled; only /Contents is still zeros. */
export interface SignatureSpace {
  /** what is signed: everything but /Contents, its delimiters included (ISO 32000-2, 12.8.1) */
  readonly content: Uint8Array;
  /** the file as it is before it is signed */
  readonly unsigned: Uint8Array;
  /** The whole file with the DER in its place; it throws where that is larger than limits.pdfSignatureBytes, which no chain and token of a living authority is. */
  readonly filled: (der: Uint8Array) => Uint8Array;
}

/** @param body offset of the dictionary that `signatureDictionary` made */
export function signatureSpace(file: Uint8Array, body: number): SignatureSpace {
  const text = new TextDecoder('latin1').decode(file.subarray(body, body + limits.pdfSignatureBytes));
  const range = body + text.indexOf(rangePlace);
  const from = range + rangePlace.length + ' /Contents '.length;
  const to = from + limits.pdfSignatureBytes * 2 + 2;
  const bytes = file.slice();
  bytes.set(latinBytes(`[0 ${[from, to, bytes.length - to].map((value) => String(value).padStart(10, ' ')).join(' ')}]`), range);
  return {
    content: joinBytes([bytes.subarray(0, from), bytes.subarray(to)]),
    unsigned: bytes,
    filled(der) {
      if (der.length > limits.pdfSignatureBytes) throw new Error('the signature is larger than the space that was kept for it');
      const whole = bytes.slice();
      whole.set(latinBytes(hexOf(der)), from + 1);
      return whole;
    },
  };
}
