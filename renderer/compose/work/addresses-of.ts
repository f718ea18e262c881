import type { Draft } from '../../../core/model/draft';

/** Every address a letter goes to, once. */
export function addressesOf({ to, cc, bcc }: Pick<Draft, 'to' | 'cc' | 'bcc'>): readonly string[] {
  return [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))];
}
