import type { CertificateView, Wanted } from '../../../core/model/verdict';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';

/** What is missing, by name, and where it could come from; each once. */
export function wantedLines(wanted: readonly Wanted[], chain: readonly CertificateView[]): readonly { readonly key: string; readonly sentence: Words; readonly hosts: readonly string[] }[] {
  const lines = wanted.map((one) => {
    const about = one.what === 'certificate' ? null : chain.find(({ fingerprint }) => fingerprint === one.certificate)?.holder ?? (/^[0-9a-f]{40,}$/.test(one.certificate) ? null : one.certificate);
    return { key: `${one.what}/${one.name}/${about ?? ''}`, sentence: words(`wanted.${one.what}`, { name: one.name, ...(one.what === 'certificate' ? {} : { about: about ?? 'none' }) }), hosts: hostsOf(one.urls) };
  });
  return lines.filter(({ key }, index) => lines.findIndex((other) => other.key === key) === index);
}

/** An address in a certificate was written by anybody: its host is all that is shown. */
function hostsOf(urls: readonly string[]): readonly string[] {
  return [...new Set(urls.flatMap((url) => {
    const host = URL.canParse(url) ? new URL(url).host : '';
    return host === '' ? [] : [host];
  }))];
}
