import { Button, Checkbox, Field, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignerPart } from '../../../core/model/draft';
import type { SigningKey } from '../../../core/model/signing';
import { Strip } from '../../ui/Strip';
import type { SigningStage, SigningTrouble } from '../work/sign-files';
import type { SignerLine } from './use-signer-lines';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '10px' },
  actions: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', rowGap: '8px' },
  picture: { display: 'flex', alignItems: 'center', columnGap: '10px' },
  shown: { maxHeight: '56px', maxWidth: '140px', backgroundColor: '#ffffff', border: `1px solid ${tokens.colorNeutralStroke2}` },
  list: { margin: 0, paddingLeft: '18px', lineHeight: '22px' },
});

export interface SignStepProps {
  readonly part: SignerPart;
  readonly keys: readonly SigningKey[];
  readonly chosen: SigningKey | null;
  readonly onChoose: (keyId: string) => void;
  /** what was found out about the certificate before signing; null: not yet, and nothing is signed before */
  readonly lines: readonly SignerLine[] | null;
  readonly files: readonly { readonly name: string; readonly seen: boolean }[];
  readonly picture: string | null;
  /** is there a page that a picture can stand on? Office files carry none */
  readonly isDrawn: boolean;
  readonly onPicture: () => void;
  readonly onNoPicture: () => void;
  readonly timestamp: 'none' | 'wanted' | 'required';
  readonly stage: SigningStage | null;
  readonly trouble: SigningTrouble | null;
  readonly onEnough: () => void;
  readonly onSign: (withTimestamp: boolean) => void;
}

/** One of the two signatures: whose key, how it looks, what is signed, and the certificate looked at before anything is signed. */
export function SignStep(props: SignStepProps) {
  const { part, keys, chosen, lines, files, picture, stage, trouble } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const [stamped, setStamped] = useState(true);
  const unseen = files.filter(({ seen }) => !seen);
  const isStopped = lines === null || lines.some(({ tone }) => tone === 'bad');
  if (keys.length === 0) return <Strip tone="warn" label={t('common.notice')} headline={t('issue:sign.noKey')} testId="no-key">{t('issue:sign.noKeyNext')}</Strip>;
  return (
    <div className={styles.form}>
      <Field label={t(`issue:sign.key.${part}`)}>
        <Select value={chosen?.keyId ?? ''} onChange={(_, { value }) => props.onChoose(value)} data-testid={`sign-key-${part}`}>
          <option value="">{t('issue:sign.chooseKey')}</option>
          {keys.map((key) => <option key={key.keyId} value={key.keyId}>{key.token === null ? t('issue:sign.fileKey', { holder: key.holder }) : t('issue:sign.tokenKey', { holder: key.holder, token: key.token.label })}</option>)}
        </Select>
      </Field>
      {(lines ?? []).map((line) => <Strip key={line.code} tone={line.tone} label={t('common.notice')} headline={line.text} testId={`signer-${line.code}`} />)}
      {chosen !== null && props.isDrawn && (
        <div className={styles.picture}>
          {picture !== null && <img className={styles.shown} src={picture} alt={t(`issue:sign.picture.${part}`)} />}
          <Button size="small" onClick={props.onPicture} data-testid={`picture-${part}`}>{t(picture === null ? `issue:sign.addPicture.${part}` : 'issue:sign.otherPicture')}</Button>
          {picture !== null && <Button size="small" appearance="subtle" onClick={props.onNoPicture}>{t('issue:sign.noPicture')}</Button>}
        </div>
      )}
      <div>
        <span>{t('issue:sign.files', { count: files.length })}</span>
        <ul className={styles.list}>{files.map(({ name, seen }) => <li key={name}>{name}{seen ? '' : ` (${t('issue:sign.unseen')})`}</li>)}</ul>
      </div>
      {props.timestamp === 'wanted' && <Checkbox checked={stamped} onChange={(_, { checked }) => setStamped(checked === true)} label={t('issue:sign.timestamp')} />}
      {unseen.length > 0 && <Strip tone="info" label={t('common.notice')} headline={t('issue:sign.lookFirst')} testId="look-first" />}
      <div className={styles.actions}>
        <Button appearance="primary" disabled={chosen === null || stage !== null || unseen.length > 0 || isStopped} onClick={() => props.onSign(props.timestamp === 'required' || (props.timestamp === 'wanted' && stamped))} data-testid={`sign-${part}`}>
          {t(`issue:sign.do.${part}`)}
        </Button>
        {stage?.stage === 'timestamp' && props.timestamp !== 'required' && <Button onClick={props.onEnough} data-testid="timestamp-enough">{t('issue:sign.enough')}</Button>}
      </div>
      {stage !== null && <span role="status" data-testid="sign-stage">{t(`issue:stage.${stage.stage}`, stage.stage === 'timestamp' ? { done: stage.done + 1, total: stage.total } : {})}</span>}
      {trouble !== null && <Strip tone="bad" label={t('common.notice')} headline={t(trouble.text)} live testId="sign-trouble">{trouble.file ?? undefined}</Strip>}
    </div>
  );
}
