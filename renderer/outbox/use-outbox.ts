import { useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { OutgoingMail } from '../../core/model/outgoing';

const pauseMillis = 250;

/** Messages on their way and lately gone, in the order in which they were queued; null until they are known. */
export function useOutbox(bridge: AppBridge): readonly OutgoingMail[] | null {
  const [mails, setMails] = useState<readonly OutgoingMail[] | null>(null);
  useEffect(() => {
    let left = false;
    let asking = false;
    let again = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = () => {
      // a circular to a thousand units tells of each step: one question at a time, and a pause behind it
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      bridge.ask('mail.list', { all: false }).then((answer) => {
        if (!left) setMails(answer);
      }, () => undefined).finally(() => {
        timer = setTimeout(() => {
          asking = false;
          if (!again || left) return;
          again = false;
          run();
        }, pauseMillis);
      });
    };
    run();
    const leave = bridge.on('outbox.changed', run);
    return () => {
      left = true;
      clearTimeout(timer);
      leave();
    };
  }, [bridge]);
  return mails;
}
