import { useEffect, useState } from 'react';

/** Now: renewed every second while something is counted down, else twice a minute. */
export function useNow(countsDown: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), countsDown ? 1000 : 30_000);
    return () => clearInterval(timer);
  }, [countsDown]);
  return now;
}
