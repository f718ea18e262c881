import { useEffect, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { Draft } from '../../../core/model/draft';
import type { RegisterLine } from '../../../core/model/register';

/** The register line of this draft, once it is issued; null: it is not. */
export function useIssuedLine(bridge: AppBridge, draft: Draft): RegisterLine | null {
  const place = draft.document?.number?.place ?? null;
  const [line, setLine] = useState<RegisterLine | null>(null);
  useEffect(() => {
    let isOver = false;
    if (place === null) {
      setLine(null);
      return undefined;
    }
    const read = () => {
      bridge.ask('register.lines', { registerId: place.registerId, year: place.year }).then((rows) => {
        const state = rows.find((row) => row.place.number === place.number)?.state;
        if (!isOver) setLine(state?.state === 'issued' && state.line.draftId === draft.draftId ? state.line : null);
      }, (cause: unknown) => reportError(cause));
    };
    read();
    const end = bridge.on('registers.changed', read);
    return () => {
      isOver = true;
      end();
    };
  }, [bridge, place, draft.draftId]);
  return line;
}
