import { useLayoutEffect, useState } from 'react';

/**
 * Focus returns to where it was before the dialog came, and does so while the dialog still stands: a modal that vanishes with
 * the focus in it leaves the page behind it hidden from people who hear it.
 */
export function useFocusBack(): void {
  const [from] = useState(() => document.activeElement);
  useLayoutEffect(() => () => {
    const before = from instanceof HTMLElement && from.isConnected && from !== document.body ? from : null;
    (before ?? document.querySelector<HTMLElement>('nav [aria-current="page"]'))?.focus();
  }, [from]);
}
