import { useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { OutgoingMail } from '../../core/model/outgoing';

/** Messages on their way and lately gone, in the order in which they were queued; null until they are known. */
export function useOutbox(bridge: AppBridge): readonly OutgoingMail[] | null {
  const [mails, setMails] = useState<readonly OutgoingMail[] | null>(null);
  useEffect(() => {
    let round = 0;
    let left = false;
    const run = () => {
      const own = (round += 1);
      bridge.ask('mail.list', { all: false }).then((answer) => {
        // an answer that was overtaken is dropped
        if (!left && own === round) setMails(answer);
      }, () => undefined);
    };
    run();
    const leave = bridge.on('outbox.changed', run);
    return () => {
      left = true;
      leave();
    };
  }, [bridge]);
  return mails;
}
