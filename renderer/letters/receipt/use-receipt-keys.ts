import { useEffect, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { SigningKey } from '../../../core/model/signing';
import { readCertificates } from '../../../core/pki/read-certificate';

export interface ReceiptKey {
  readonly key: SigningKey;
  /** its certificate names one of our addresses: only then is a receipt proof */
  readonly fits: boolean;
}

/** Keys that can sign now, those first whose certificate names one of these addresses; null before the first answer. */
export function useReceiptKeys(bridge: AppBridge, own: readonly string[], isAsked: boolean): readonly ReceiptKey[] | null {
  const [keys, setKeys] = useState<readonly ReceiptKey[] | null>(null);
  const word = own.join(' ').toLowerCase();
  useEffect(() => {
    if (!isAsked) return undefined;
    let isOver = false;
    const read = () => {
      bridge.ask('key.list', {}).then(async (list) => {
        const ours = new Set(word.split(' '));
        const known = await Promise.all(list.map(async (key) => {
          const { certificates: [leaf] } = await readCertificates(key.pem);
          return { key, fits: leaf?.addresses.some((address) => ours.has(address.toLowerCase())) === true };
        }));
        if (!isOver) setKeys([...known].sort((a, b) => Number(b.fits) - Number(a.fits)));
      }).catch((cause: unknown) => reportError(cause));
    };
    read();
    const leave = bridge.on('keys.changed', read);
    return () => {
      isOver = true;
      leave();
    };
  }, [bridge, word, isAsked]);
  return keys;
}
