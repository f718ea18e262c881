import { useEffect, useState } from 'react';

/** milliseconds without a key in which a person sees that another window is in front */
const settling = 700;

/**
 * Keys that were meant for the window behind, or are still held down, must neither sign nor go to a token as a PIN: the window listens only when none was
 * pressed for a moment. So it never takes the second half of a PIN for the whole of it either.
 */
export function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    if (armed) return undefined;
    let timer = setTimeout(() => setArmed(true), settling);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setArmed(true), settling);
    };
    window.addEventListener('keydown', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', again);
    };
  }, [armed]);
  return armed;
}
