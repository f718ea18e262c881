import { useEffect, useState } from 'react';
import { certificateView, readCertificate } from '../../core/pki/read-certificate';

export interface Holder {
  readonly name: string;
  readonly fingerprint: string | null;
}

/** The name in the certificate; what main knows it by until it is read, or where it cannot be. */
export function useHolder(pem: string, known: string): Holder {
  const [holder, setHolder] = useState<Holder>({ name: known, fingerprint: null });
  useEffect(() => {
    let left = false;
    readCertificate(pem).then((read) => {
      if (left || !read.ok) return;
      const view = certificateView(read.value);
      setHolder({ name: view.holder, fingerprint: view.fingerprint });
    }, () => undefined);
    return () => {
      left = true;
    };
  }, [pem]);
  return holder;
}
