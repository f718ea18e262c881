import type { PageExtent, PagePlace } from '../../../core/contract/pages';

/** `fit`: the page as wide as there is room; else 1 is the size on paper */
export type Zoom = 'fit' | number;

/** CSS pixels: above the first page, between pages, and beside them */
export const pageGap = 16;
export const pageMargin = 24;
/** a page is never fitted wider than is good to read */
const widestFit = 960;
/** CSS pixels in a point: 96 to the inch against 72 */
export const pixelsPerPoint = 96 / 72;

export const zoomSteps: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

export interface PageSpot {
  /** CSS pixels from the top of the first page's gap */
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** CSS pixels per point for one page. */
function factorOf(extent: PageExtent, zoom: Zoom, room: number): number {
  if (zoom !== 'fit') return zoom * pixelsPerPoint;
  return Math.max(80, Math.min(room - 2 * pageMargin, widestFit)) / extent.width;
}

/** Where each page stands, one below the other. */
export function layPages(pages: readonly PageExtent[], zoom: Zoom, room: number): readonly PageSpot[] {
  const spots: PageSpot[] = [];
  let top = pageGap;
  for (const extent of pages) {
    const factor = factorOf(extent, zoom, room);
    const spot = { top, width: Math.round(extent.width * factor), height: Math.round(extent.height * factor) };
    spots.push(spot);
    top += spot.height + pageGap;
  }
  return spots;
}

/** Height of all pages with their gaps. */
export function heightOf(spots: readonly PageSpot[]): number {
  const last = spots.at(-1);
  return last === undefined ? 0 : last.top + last.height + pageGap;
}

/** Pages (from 1) of which something lies within `margin` of the window [scrollTop, scrollTop + height). */
export function pagesNear(spots: readonly PageSpot[], scrollTop: number, height: number, margin: number): readonly number[] {
  return spots.flatMap((spot, index) => (spot.top < scrollTop + height + margin && spot.top + spot.height > scrollTop - margin ? [index + 1] : []));
}

/** The page (from 1) that a person would say they are on: the one across the upper third of the window. */
export function currentPage(spots: readonly PageSpot[], scrollTop: number, height: number): number {
  const line = scrollTop + height / 3;
  const index = spots.findIndex((spot) => spot.top + spot.height + pageGap > line);
  return index < 0 ? Math.max(1, spots.length) : index + 1;
}

/** The next step from where the page now stands; the same where there is none. `now` as a multiple of the size on paper. */
export function stepZoom(now: number, direction: 1 | -1): number {
  const little = 0.01;
  return direction === 1
    ? zoomSteps.find((step) => step > now + little) ?? Math.max(now, zoomSteps.at(-1) ?? now)
    : zoomSteps.findLast((step) => step < now - little) ?? Math.min(now, zoomSteps[0] ?? now);
}

/** How large a page stands, as a multiple of its size on paper. */
export function zoomOf(extent: PageExtent, spot: PageSpot): number {
  return spot.width / (extent.width * pixelsPerPoint);
}

/** Scale to ask the picture in (1 = 72 dpi) so that one of its pixels is one of the screen's; coarser beyond `mostPixels`. */
export function pictureScale(extent: PageExtent, spot: PageSpot, devicePixels: number, mostPixels: number): number {
  const sharp = (spot.width / extent.width) * devicePixels;
  return Math.min(sharp, Math.sqrt(mostPixels / (extent.width * extent.height)));
}

/** A mark in CSS pixels on its page, a little larger than the words so that it frames them. */
export function markBox(place: PagePlace, spot: PageSpot): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
  const around = 3;
  const left = Math.max(0, place.left * spot.width - around);
  const top = Math.max(0, place.top * spot.height - around);
  return {
    left, top,
    width: Math.min(spot.width - left, place.width * spot.width + 2 * around),
    height: Math.min(spot.height - top, place.height * spot.height + 2 * around),
  };
}

/** Where to scroll so that [top, bottom) is seen in a window of which only the first `visible` pixels are on the screen; the same where it is seen already. */
export function scrollToSee(top: number, bottom: number, scrollTop: number, visible: number): number {
  const margin = Math.min(24, visible / 8);
  if (top >= scrollTop + margin && bottom <= scrollTop + visible - margin) return scrollTop;
  return Math.max(0, Math.round((top + bottom) / 2 - visible * 0.4));
}
