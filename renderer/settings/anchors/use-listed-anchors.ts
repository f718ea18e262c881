import { useEffect, useState } from 'react';
import { readAnchors } from './read-anchor';
import type { ListedAnchor } from './read-anchor';

/** The certificates of a list of anchors, opened; one that cannot be read is left out, as verification does. */
export function useListedAnchors<Given extends { readonly pem: string }>(given: readonly Given[]): readonly ListedAnchor<Given>[] {
  const [listed, setListed] = useState<readonly ListedAnchor<Given>[]>([]);
  // every answer of app.state is a new array with mostly the same certificates
  const key = JSON.stringify(given);
  useEffect(() => {
    let left = false;
    readAnchors(JSON.parse(key) as readonly Given[]).then((read) => {
      if (!left) setListed(read);
    }, () => setListed([]));
    return () => {
      left = true;
    };
  }, [key]);
  return listed;
}
