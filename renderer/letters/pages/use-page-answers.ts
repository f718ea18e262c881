import { useEffect, useState } from 'react';
import { limits } from '../../../core/base/limits';
import { ok, type Result } from '../../../core/base/result';
import type { PagePart, PagePicture, PagePlace, PageRange, PagesFailure, PagesOutline } from '../../../core/contract/pages';
import { fileName, pagesClient } from './pages-client';
import { PictureCache } from './picture-cache';

const cache = new PictureCache(limits.pageCachePixels);

/** Puts the answer into the state unless what was asked is no longer wanted. */
function settle<Value>(asked: Promise<Value>, signal: AbortSignal, set: (value: Value) => void): void {
  asked.then((value) => {
    if (!signal.aborted) set(value);
  }).catch((cause: unknown) => reportError(cause));
}

/** How many pages a PDF has and how large they are; null until that is known. `of` stays the same value while the same file is meant. */
export function usePagesOutline(of: PagePart): Result<PagesOutline, PagesFailure> | null {
  const [outline, setOutline] = useState<Result<PagesOutline, PagesFailure> | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    settle(pagesClient().outline(of, asking.signal), asking.signal, setOutline);
    return () => asking.abort();
  }, [of]);
  return outline;
}

/**
 * A page as a picture; null until there is one. While a sharper one is drawn (another zoom) the one before stays. `scale` null: the
 * page is not wanted.
 */
export function usePagePicture(of: PagePart, page: number, scale: number | null): Result<PagePicture, PagesFailure> | null {
  const [picture, setPicture] = useState<Result<PagePicture, PagesFailure> | null>(null);
  useEffect(() => {
    if (scale === null) return undefined;
    const name = `${fileName(of)}/${page}@${scale.toFixed(4)}`;
    const known = cache.get(name);
    if (known !== null) {
      setPicture(ok(known));
      return undefined;
    }
    const asking = new AbortController();
    settle(pagesClient().picture(of, page, scale, asking.signal), asking.signal, (drawn) => {
      if (drawn.ok) cache.put(name, drawn.value);
      setPicture(drawn);
    });
    return () => asking.abort();
  }, [of, page, scale]);
  return picture;
}

const nowhere: readonly PagePlace[] = [];

interface Found {
  readonly ranges: readonly PageRange[];
  readonly places: readonly PagePlace[];
}

/** Where characters of a page's text stand on it; nothing until that is known. */
export function usePagePlaces(of: PagePart, page: number, ranges: readonly PageRange[]): readonly PagePlace[] {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (ranges.length === 0) return undefined;
    const asking = new AbortController();
    settle(pagesClient().places(of, page, ranges, asking.signal), asking.signal, (answer) => setFound({ ranges, places: answer.ok ? answer.value : nowhere }));
    return () => asking.abort();
  }, [of, page, ranges]);
  return ranges.length > 0 && found?.ranges === ranges ? found.places : nowhere;
}

/** Pixels of the screen in one CSS pixel; follows the window to another screen. */
export function useDevicePixels(): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio);
  useEffect(() => {
    const query = matchMedia(`(resolution: ${ratio}dppx)`);
    const follow = () => setRatio(window.devicePixelRatio);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [ratio]);
  return ratio;
}
