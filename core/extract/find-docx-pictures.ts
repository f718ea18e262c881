import { limits } from '../base/limits';
import type { SeenPicture } from './find-signature-pictures';
import { openZip } from './open-zip';
import type { PdfEngine } from './pdf-engine';
import { pictureKind } from './picture-kind';
import { picturePixels } from './picture-pixels';
import { isBlockLine } from './signature-block';
import { attributeOf, xmlTokens } from './xml-tokens';

interface Placed {
  readonly id: string;
  readonly paragraph: number;
  /** points; null where it does not say */
  readonly width: number | null;
  readonly height: number | null;
}

const pointsPerEmu = 1 / 12_700;
/** points: see findSignaturePictures */
const least = { width: 22, height: 14 };
const most = { width: 330, height: 240 };
/** paragraphs: a floating picture hangs on any paragraph of the block */
const above = 6;
const below = 12;

interface Layout {
  readonly pictures: readonly Placed[];
  readonly blocks: readonly number[];
  readonly paragraphs: number;
}

function readLayout(xml: string): Layout {
  const pictures: Placed[] = [];
  const blocks: number[] = [];
  let paragraph = 0;
  let text = '';
  let extent: Pick<Placed, 'width' | 'height'> = { width: null, height: null };
  const points = (value: string | null): number | null => (value === null || !/^\d{1,12}$/.test(value) ? null : Number(value) * pointsPerEmu);
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') text += token.text;
    else if (token.kind === 'close' && token.name === 'p') {
      if (isBlockLine(text)) blocks.push(paragraph);
      paragraph += 1;
      text = '';
    } else if (token.kind === 'open' && token.name === 'extent') extent = { width: points(attributeOf(token.attributes, 'cx')), height: points(attributeOf(token.attributes, 'cy')) };
    else if (token.kind === 'open' && (token.name === 'blip' || token.name === 'imagedata') && pictures.length < limits.picturesPerPage) {
      const id = attributeOf(token.attributes, token.name === 'blip' ? 'embed' : 'id');
      if (id !== null) pictures.push({ id, paragraph, ...(token.name === 'blip' ? extent : { width: null, height: null }) });
    }
  }
  return { pictures, blocks, paragraphs: paragraph };
}

function targetsOf(rels: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const token of xmlTokens(rels)) {
    if (token.kind !== 'open' || token.name !== 'Relationship') continue;
    const [id, target] = [attributeOf(token.attributes, 'Id'), attributeOf(token.attributes, 'Target')];
    if (id !== null && target !== null) targets.set(id, target.startsWith('/') ? target.slice(1) : `word/${target}`);
  }
  return targets;
}

function fits({ width, height }: Placed): boolean {
  return (width === null || (width >= least.width && width <= most.width)) && (height === null || (height >= least.height && height <= most.height));
}

/**
 * Pictures of seals and handwriting around the signature block of a DOCX that carries no signature; at its end, where no line names a post. A file
 * without pages has them on page 1.
 */
export function findDocxPictures(engine: PdfEngine, bytes: Uint8Array): readonly SeenPicture[] {
  const texts = openZip(bytes, (name) => name === 'word/document.xml' || name === 'word/_rels/document.xml.rels');
  const main = texts.ok ? texts.value.contents.get('word/document.xml') : undefined;
  const rels = texts.ok ? texts.value.contents.get('word/_rels/document.xml.rels') : undefined;
  if (main === undefined || rels === undefined || main.length > limits.docxXmlBytes || rels.length > limits.docxXmlBytes) return [];
  const { pictures, blocks, paragraphs } = readLayout(new TextDecoder().decode(main));
  const near = pictures.filter((one) => fits(one) && (blocks.length === 0 ? one.paragraph >= paragraphs - below : blocks.some((at) => one.paragraph >= at - above && one.paragraph <= at + below)));
  if (near.length === 0) return [];
  const targets = targetsOf(new TextDecoder().decode(rels));
  const wanted = new Set(near.flatMap(({ id }) => targets.get(id) ?? []));
  const media = openZip(bytes, (name) => wanted.has(name));
  if (!media.ok) return [];
  const kinds = [...media.value.contents.values()].map((file) => {
    const pixels = picturePixels(engine, file);
    return pixels === null ? null : pictureKind(pixels, { x: 0, y: 0, width: pixels.width, height: pixels.height });
  });
  return (['seal', 'handwriting'] as const).filter((what) => kinds.includes(what)).map((what) => ({ page: 1, what }));
}
