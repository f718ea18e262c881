import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

export interface ViewerSize {
  readonly width: number;
  readonly height: number;
}

/** Inner size of an element in CSS pixels, kept up to date; zero while it is hidden. */
export function useViewerSize(element: RefObject<HTMLElement | null>): ViewerSize {
  const [size, setSize] = useState<ViewerSize>({ width: 0, height: 0 });
  useEffect(() => {
    const viewer = element.current;
    if (viewer === null) return undefined;
    const measure = () => setSize((before) => (before.width === viewer.clientWidth && before.height === viewer.clientHeight ? before : { width: viewer.clientWidth, height: viewer.clientHeight }));
    const observer = new ResizeObserver(measure);
    observer.observe(viewer);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** How much of an element's height, from its top, is on the screen: the pane around it may end before it does. */
export function visibleHeight(viewer: HTMLElement, pane: Element | null): number {
  const box = viewer.getBoundingClientRect();
  const end = pane === null ? window.innerHeight : pane.getBoundingClientRect().bottom;
  return Math.max(0, Math.min(box.bottom, end) - box.top);
}
