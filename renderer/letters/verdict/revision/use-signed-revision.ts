import { useCallback, useState } from 'react';
import type { PagePart } from '../../../../core/contract/pages';
import type { LetterId } from '../../../../core/model/ids';
import type { SignatureVerdict } from '../../../../core/model/verdict';
import { fileKey } from '../../attachments/attachment-lines';
import type { AttachmentLine } from '../../attachments/attachment-lines';

/** The beginning of a PDF that a signature was made for, as a file of its own. */
export interface ShownRevision {
  readonly key: string;
  readonly of: PagePart & { readonly upTo: number };
  /** of the whole file */
  readonly name: string;
  readonly contentType: string;
  readonly revision: number;
}

export interface SignedRevisions {
  readonly shown: ShownRevision | null;
  /** shows what that signature was made for; null where that is the file itself, or cannot be told */
  readonly shower: (signature: SignatureVerdict) => (() => void) | null;
  readonly close: () => void;
}

/** Which signed revision is open below the verdict. */
export function useSignedRevision(letterId: LetterId, lines: readonly AttachmentLine[]): SignedRevisions {
  const [shown, setShown] = useState<ShownRevision | null>(null);
  const shower = useCallback((signature: SignatureVerdict) => {
    const revision = revisionOf(signature, letterId, lines);
    return revision === null ? null : () => setShown(revision);
  }, [letterId, lines]);
  const close = useCallback(() => setShown(null), []);
  return { shown, shower, close };
}

export function revisionOf({ part, member, kind, extent }: SignatureVerdict, letterId: LetterId, lines: readonly AttachmentLine[]): ShownRevision | null {
  const upTo = extent?.prefixBytes ?? null;
  if (kind !== 'pdf' || part === null || upTo === null || upTo === 0) return null;
  const wanted = fileKey({ part, ...(member === null ? {} : { member }) });
  const line = lines.flatMap((one) => [one, ...one.members]).find((one) => fileKey(one) === wanted);
  if (line === undefined) return null;
  return {
    key: `${wanted}/${upTo}`, name: line.name, contentType: 'application/pdf', revision: extent?.revision ?? 1,
    of: { letterId, part, ...(member === null ? {} : { member }), upTo },
  };
}

/** `quyet-dinh.pdf` as `quyet-dinh (bản đã ký).pdf`: never taken for the file it came from. */
export function revisionName(name: string, suffix: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return `${stem.slice(0, 255 - ending.length - suffix.length - 1)} ${suffix}${ending}`;
}
