import italicUrl from '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf?url';
import uprightUrl from '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf?url';
import thaiUrl from '@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf?url';
import type { PdfFonts } from '../../../core/pdf/write/pdf-fonts';

let fonts: Promise<PdfFonts> | null = null;

async function bytesOf(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  return new Uint8Array(await response.arrayBuffer());
}

/** Loaded once, with the first words that are written into a page. Tinos has the widths of Times New Roman, which NĐ 30/2020 prescribes. */
export function pdfFonts(): Promise<PdfFonts> {
  fonts ??= Promise.all([bytesOf(uprightUrl), bytesOf(italicUrl), bytesOf(thaiUrl)]).then(([upright, italic, thai]) => ({ upright, italic, thai }));
  return fonts;
}
