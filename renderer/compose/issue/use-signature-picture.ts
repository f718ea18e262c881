import { useCallback, useEffect, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { SigningTrouble } from '../work/sign-files';

/** ISO/IEC 15948, 5.2 */
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export interface SignaturePicture {
  readonly bytes: Uint8Array | null;
  /** for showing it; null: none */
  readonly url: string | null;
  readonly choose: () => void;
  readonly remove: () => void;
  readonly trouble: SigningTrouble | null;
}

/** Handwriting or seal of the key that is chosen; kept sealed by main, chosen anew by the person. */
export function useSignaturePicture(bridge: AppBridge, fingerprint: string | null): SignaturePicture {
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  const [url, setUrl] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<SigningTrouble | null>(null);
  useEffect(() => {
    let isOver = false;
    setBytes(null);
    if (fingerprint === null) return undefined;
    bridge.ask('picture.read', { fingerprint: fingerprint }).then((kept) => {
      if (!isOver) setBytes(kept);
    }, () => undefined);
    return () => {
      isOver = true;
    };
  }, [bridge, fingerprint]);
  useEffect(() => {
    if (bytes === null) return setUrl(null);
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  const keep = useCallback(async (png: Uint8Array | null) => {
    if (fingerprint === null) return;
    const kept = await bridge.ask('picture.keep', { fingerprint: fingerprint, png });
    if (kept.ok) setBytes(png);
    else setTrouble({ text: `fileFailure.${kept.failure.code}`, file: null });
  }, [bridge, fingerprint]);
  const run = (act: Promise<void>) => {
    setTrouble(null);
    act.catch(() => setTrouble({ text: 'common.failed', file: null }));
  };
  return {
    bytes, url, trouble,
    choose: () => run((async () => {
      const chosen = await bridge.ask('picture.choose', {});
      if (!chosen.ok) return setTrouble({ text: `fileFailure.${chosen.failure.code}`, file: null });
      if (chosen.value === null) return undefined;
      if (!pngStart.every((byte, index) => chosen.value?.bytes[index] === byte)) return setTrouble({ text: 'pdf-write:failure.pictureFormat', file: chosen.value.name });
      return keep(chosen.value.bytes);
    })()),
    remove: () => run(keep(null)),
  };
}
