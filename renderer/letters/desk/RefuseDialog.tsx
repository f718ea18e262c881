import { Button, Field, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { RefusalReason } from '../../../core/model/notice';
import type { LetterView } from '../../store/letter-view';
import { DialogFrame } from '../../ui/DialogFrame';
import { Strip } from '../../ui/Strip';
import { arrivedFiles, oneLine } from './register-values';

const reasons: readonly RefusalReason[] = ['misaddressed', 'notSigned', 'signatureInvalid', 'unreadable', 'annexMissing', 'wrongFormat', 'secret', 'duplicate', 'other'];

interface RefuseDialogProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  readonly onClose: () => void;
}

/** 02: the office does not take the document in, with a coded reason and words the sender can act on. */
export function RefuseDialog({ bridge, view, onClose }: RefuseDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<RefusalReason>('misaddressed');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const words = oneLine(text);
  const confirm = () => {
    // "other" says nothing by itself
    const isMissing = reason === 'other' && words === '';
    setMissing(isMissing);
    if (isMissing || busy) return;
    setBusy(true);
    const files = arrivedFiles(view);
    bridge.ask('letter.refuse', { letterId: view.kept.letterId, reason, words, ...(files === null ? {} : { files: [...files] }) }).then((answer) => {
      setBusy(false);
      if (answer.ok) onClose();
      else setFailure(answer.failure.code);
    }, () => {
      setBusy(false);
      setFailure('other');
    });
  };
  return (
    <DialogFrame
      title={t('desk:refuseTitle')} lead={t('desk:refuseLead')} testId="refuse-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={busy} onClick={confirm} data-testid="refuse-do">{t('desk:refuse')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <Field label={t('desk:reason')} required>
        <Select autoFocus value={reason} onChange={(_, data) => setReason(reasons.find((one) => one === data.value) ?? 'other')} data-testid="refuse-reason">
          {reasons.map((one) => <option key={one} value={one}>{t(`desk:refusal.${one}`)}</option>)}
        </Select>
      </Field>
      <Field label={t('desk:words')} hint={t('desk:wordsHint')} required={reason === 'other'} validationMessage={missing ? t('desk:problem.words') : null}>
        <Textarea value={text} rows={3} maxLength={1000} onChange={(_, data) => setText(data.value)} data-testid="refuse-words" />
      </Field>
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(`desk:failure.${failure}`, { defaultValue: t('common.failed') })} live />}
    </DialogFrame>
  );
}
