import { useEffect, useState } from 'react';
import { WorkClient } from '../work/work-client';

/** A worker of its own for what is open on the screen; it ends with it. */
export function useWork(): WorkClient {
  const [work] = useState(() => new WorkClient());
  useEffect(() => () => work.close(), [work]);
  return work;
}
