import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** When the part that holds the focus goes away because its work is done, the letter takes the focus: the keyboard goes on from there. */
export function useFocusKept<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useLayoutEffect(() => {
    const here = part.current;
    return () => {
      if (here?.contains(document.activeElement) === true) document.getElementById('reading-pane')?.focus({ preventScroll: true });
    };
  }, []);
  return part;
}
