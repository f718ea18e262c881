import type { OcrLanguage } from '../../core/extract/ocr/ocr-language';
import type { PagePicture } from '../../core/extract/ocr/page-picture';
import type { RawReading } from '../../core/extract/ocr/parse-reading';
import type { OcrReader } from '../../core/extract/ocr/read-page';
import type { TesseractApi, TesseractModule } from './tesseract-module';

const lstmOnly = 1;
// PSM_SINGLE_COLUMN: text of different sizes below each other. The automatic one takes the left edge of Thai paragraphs for upright text
const singleColumn = '4';
/** lines that slope more than this (radians, about a degree) lose letters: the sheet is laid straight first */
const straightEnough = 0.016;
/** beyond this the slope was read off something else than lines */
const steepest = 0.4;

/** The engine with the languages it was asked for so far. */
export class TesseractReader implements OcrReader {
  private readonly apis = new Map<OcrLanguage, TesseractApi>();

  /** @param loadData trained data of a language, unpacked */
  constructor(private readonly module: TesseractModule, private readonly loadData: (language: OcrLanguage) => Promise<Uint8Array>) {}

  async read({ file, orientation }: Pick<PagePicture, 'file' | 'orientation'>, language: OcrLanguage): Promise<RawReading | null> {
    const api = await this.apiOf(language);
    this.module.FS.writeFile('/input', file);
    try {
      return readWith(api, orientation);
    } finally {
      this.module.FS.unlink('/input');
      api.Clear();
    }
  }

  private async apiOf(language: OcrLanguage): Promise<TesseractApi> {
    const known = this.apis.get(language);
    if (known !== undefined) return known;
    this.module.FS.writeFile(`./${language}.traineddata`, await this.loadData(language));
    const api = new this.module.TessBaseAPI();
    if (api.Init(null, language, lstmOnly, null) !== 0) throw new Error(`the trained data of ${language} could not be loaded`);
    api.SetVariable('tessedit_pageseg_mode', singleColumn);
    this.apis.set(language, api);
    return api;
  }
}

function readWith(api: TesseractApi, orientation: number): RawReading | null {
  if (api.SetImageFile(orientation, 0) === 1) return null;
  api.FindLines();
  const slope = api.GetGradient();
  const isAskew = Math.abs(slope) > straightEnough && Math.abs(slope) < steepest;
  if (isAskew && api.SetImageFile(orientation, slope) === 1) return null;
  api.Recognize(null);
  const tsv = api.GetTSVText(0);
  // its first row is the page
  const [width = 0, height = 0] = (tsv.split('\n', 1)[0] ?? '').split('\t').slice(8, 10).map(Number);
  return { width, height, text: api.GetUTF8Text(), tsv, straightened: isAskew ? slope : 0, slope: isAskew ? 0 : slope };
}
