import { useEffect, useState } from 'react';
import type { PagePicture } from '../../../core/contract/pages';
import type { WorkClient } from '../work/work-client';

/** One page of a file, drawn by the worker; null while it is being drawn or where it cannot be. */
export function usePagePicture(work: WorkClient, bytes: Uint8Array | null, page: number, scale: number): PagePicture | null {
  const [drawn, setDrawn] = useState<{ readonly bytes: Uint8Array; readonly page: number; readonly picture: PagePicture | null } | null>(null);
  useEffect(() => {
    if (bytes === null) return undefined;
    let isOver = false;
    work.ask('picture', bytes, page, scale).then((picture) => {
      if (!isOver) setDrawn({ bytes, page, picture });
    }, () => {
      if (!isOver) setDrawn({ bytes, page, picture: null });
    });
    return () => {
      isOver = true;
    };
  }, [work, bytes, page, scale]);
  return drawn !== null && drawn.bytes === bytes && drawn.page === page ? drawn.picture : null;
}
