/** The parts of tesseract.js-core that are used here; the package brings no types. */
export interface TesseractModule {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  readonly TessBaseAPI: new () => TesseractApi;
}

export interface TesseractApi {
  /** 0 where the trained data of the language could be loaded; mode 1 is the LSTM engine */
  Init(dataPath: string | null, language: string, mode: number, config: string | null): number;
  SetVariable(name: string, value: string): boolean;
  /** opens `/input`, turned by an EXIF orientation and then clockwise by radians; 1 where it cannot be opened */
  SetImageFile(orientation: number, radians: number): number;
  /** finds the lines without reading them */
  FindLines(): number;
  /** slope of the lines found, radians */
  GetGradient(): number;
  Recognize(monitor: null): number;
  GetUTF8Text(): string;
  GetTSVText(page: number): string;
  /** forgets the picture */
  Clear(): void;
  End(): void;
}

export type TesseractStart = (options: {
  readonly wasmBinary: ArrayBuffer;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}) => Promise<TesseractModule>;
