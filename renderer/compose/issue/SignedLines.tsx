import { useTranslation } from 'react-i18next';
import type { DraftFile, SignerPart } from '../../../core/model/draft';
import { formatMoment } from '../../ui/format-time';

/** Who has signed which file, as it happened here. */
export function SignedLines({ files, part }: { readonly files: readonly DraftFile[]; readonly part: SignerPart }) {
  const { t } = useTranslation();
  const signed = files.flatMap((file) => file.signedBy.filter(({ role }) => role === part).map((one) => ({ ...one, name: file.name, fileId: file.fileId })));
  return signed.map((one) => (
    <span key={one.fileId} data-testid={`signed-${part}`}>
      {t('issue:signed', { file: one.name, holder: one.holder, at: formatMoment(one.at) })}{one.timestamp === 'present' ? ` ${t('issue:withTimestamp')}` : ''}
    </span>
  ));
}
