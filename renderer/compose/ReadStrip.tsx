import { Button } from '@fluentui/react-components';
import { DocumentText20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '../../core/model/draft';
import { fieldsFromFile, type FilledFields } from '../../core/outgoing/fields-from-file';
import type { ReadDraftFile } from '../../core/outgoing/read-draft-file';
import { Strip } from '../ui/Strip';

interface ReadStripProps {
  readonly document: DraftDocument;
  readonly read: ReadDraftFile | null;
  readonly onFill: (fields: FilledFields) => void;
}

/** What the attached document says of itself, to be taken over with one key. */
export function ReadStrip({ document, read, onFill }: ReadStripProps) {
  const { t } = useTranslation();
  const fields = read === null ? null : fieldsFromFile(document, read);
  if (fields === null) return null;
  const values = ([
    ['compose:summary', fields.summary ?? ''], ['registers:column.signer', fields.signer === undefined ? '' : [fields.signer.title, fields.signer.name].filter(Boolean).join(' – ')], ['compose:places', fields.placesOfReceipt?.join('; ') ?? ''],
  ] as const).filter(([, value]) => value !== '').map(([name, value]) => `${t(name)}: ${value}`);
  return (
    <Strip
      tone="info" icon={<DocumentText20Regular aria-hidden />} label={t('common.notice')} headline={t('compose:readHeadline')} testId="read-strip"
      actions={<Button size="small" onClick={() => onFill(fields)} data-testid="read-fill">{t('compose:readFill')}</Button>}
    >
      {values.join(' · ')}
    </Strip>
  );
}
