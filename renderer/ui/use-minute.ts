import { useEffect, useState } from 'react';

/** Now, renewed every minute: "today" and "overdue" must not be those of yesterday in a window that is never closed. */
export function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
