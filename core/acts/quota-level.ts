import type { Quota } from '../model/folder';

/** How full a mailbox is. `full`: the server turns letters away, they are being lost. */
export type QuotaLevel = 'fine' | 'above80' | 'above90' | 'above95' | 'full';

/** A limit of zero or less is no limit (RFC 9208 leaves it to servers; Courier and some others say 0 for none). */
export function quotaLevel({ usedBytes, limitBytes }: Pick<Quota, 'usedBytes' | 'limitBytes'>): QuotaLevel {
  if (!(limitBytes > 0)) return 'fine';
  const share = usedBytes / limitBytes;
  if (share >= 1) return 'full';
  if (share >= 0.95) return 'above95';
  if (share >= 0.9) return 'above90';
  return share >= 0.8 ? 'above80' : 'fine';
}
