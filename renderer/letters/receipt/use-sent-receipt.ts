import { useEffect, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import { stateOfMail } from '../../../core/fold/outgoing-book';
import type { LetterId } from '../../../core/model/ids';
import type { MailState } from '../../../core/model/outgoing';

/** Where our signed receipt for a letter stands, as the journal has it; null: there is none; undefined: not known yet. */
export function useSentReceipt(bridge: AppBridge, letterId: LetterId, isAsked: boolean): MailState | null | undefined {
  const [state, setState] = useState<MailState | null>();
  useEffect(() => {
    if (!isAsked) return undefined;
    let isOver = false;
    const read = () => {
      bridge.ask('mail.list', { all: true }).then((mails) => {
        const newest = mails.findLast(({ mail }) => mail.signedReceiptFor === letterId);
        const last = newest === undefined ? null : stateOfMail(newest);
        if (!isOver) setState(last?.state === 'takenBack' ? null : last);
      }, (cause: unknown) => reportError(cause));
    };
    read();
    const leave = bridge.on('outbox.changed', read);
    return () => {
      isOver = true;
      leave();
    };
  }, [bridge, letterId, isAsked]);
  return state;
}
