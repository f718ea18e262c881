import { useEffect, useState } from 'react';
import type { CertificateView } from '../../../../core/model/verdict';
import { readDetails } from './read-details';
import type { CertificateDetails } from './read-details';

/** Undefined until the certificate was read; null where it cannot be. */
export function useDetails(certificate: CertificateView): CertificateDetails | null | undefined {
  const [details, setDetails] = useState<CertificateDetails | null | undefined>(undefined);
  const { der } = certificate;
  useEffect(() => {
    let left = false;
    readDetails({ der }).then((read) => {
      if (!left) setDetails(read);
    }, () => setDetails(null));
    return () => {
      left = true;
    };
  }, [der]);
  return details;
}
