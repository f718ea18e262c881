import type { PagePicture } from '../../../core/contract/pages';

/** The pages drawn last, so that going back to one costs nothing; bounded in pixels. */
export class PictureCache {
  private readonly kept = new Map<string, PagePicture>();

  constructor(private readonly mostPixels: number) {}

  get(name: string): PagePicture | null {
    const found = this.kept.get(name);
    if (found === undefined) return null;
    this.kept.delete(name);
    this.kept.set(name, found);
    return found;
  }

  put(name: string, picture: PagePicture): void {
    this.kept.delete(name);
    this.kept.set(name, picture);
    let pixels = 0;
    for (const one of this.kept.values()) pixels += one.width * one.height;
    for (const [old, one] of this.kept) {
      if (pixels <= this.mostPixels || old === name) break;
      this.kept.delete(old);
      pixels -= one.width * one.height;
    }
  }
}
