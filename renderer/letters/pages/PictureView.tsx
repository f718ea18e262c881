import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterId, PartId } from '../../../core/model/ids';
import { openLetter, partBytes } from '../attachments/letter-bytes';
import { pictureTypeOf } from './picture-type';

const useStyles = makeStyles({
  ground: { overflow: 'auto', minHeight: '200px', maxHeight: 'max(360px, calc(100vh - 250px))', padding: '16px', boxSizing: 'border-box', textAlign: 'center', backgroundColor: tokens.colorNeutralBackground6, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  picture: { maxWidth: '100%', height: 'auto', verticalAlign: 'top', boxShadow: tokens.shadow4, backgroundColor: '#ffffff' },
  words: { padding: '48px 24px', lineHeight: '20px' },
});

interface PictureViewProps {
  readonly letterId: LetterId;
  readonly part: PartId;
  readonly name: string;
}

/** null: it cannot be shown */
interface Picture {
  readonly url: string | null;
}

export function PictureView({ letterId, part, name }: PictureViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [source, setSource] = useState<Picture | null>(null);
  useEffect(() => {
    let left = false;
    let url: string | null = null;
    loadPicture(letterId, part).then((made) => {
      if (left && made !== null) URL.revokeObjectURL(made);
      else if (!left) setSource({ url: (url = made) });
    }).catch((cause: unknown) => reportError(cause));
    return () => {
      left = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [letterId, part]);
  return (
    <div className={styles.ground} role="region" aria-label={name} tabIndex={0} data-testid="picture">
      {source === null && <Spinner className={styles.words} size="tiny" label={t('pages:opening')} />}
      {source?.url === null && <div className={styles.words} role="note">{t('pages:pictureFailed')}</div>}
      {source !== null && source.url !== null && <img className={styles.picture} src={source.url} alt={t('pages:pictureName', { name })} onError={() => setSource({ url: null })} />}
    </div>
  );
}

/** Address of the picture in memory; null where it cannot be read or is none. */
async function loadPicture(letterId: LetterId, part: PartId): Promise<string | null> {
  const letter = await openLetter(letterId);
  const bytes = letter.ok ? partBytes(letter.value, part) : letter;
  if (!bytes.ok) return null;
  const type = pictureTypeOf(bytes.value);
  return type === null ? null : URL.createObjectURL(new Blob([bytes.value], { type }));
}
