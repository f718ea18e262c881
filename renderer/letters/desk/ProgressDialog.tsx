import { Button, Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterId } from '../../../core/model/ids';
import { DialogFrame } from '../../ui/DialogFrame';
import { Strip } from '../../ui/Strip';
import { oneLine } from './register-values';

const codes = ['04', '05', '06'] as const;

interface ProgressDialogProps {
  readonly bridge: AppBridge;
  readonly letterId: LetterId;
  /** the step that comes next */
  readonly next: (typeof codes)[number];
  readonly onClose: () => void;
}

/** 04 to 06: how far the document is on its way through the office. */
export function ProgressDialog({ bridge, letterId, next, onClose }: ProgressDialogProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState<(typeof codes)[number]>(next);
  const [text, setText] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const confirm = () => {
    if (state === 'busy') return;
    setState('busy');
    bridge.ask('letter.progress', { letterId, code, words: oneLine(text) }).then((answer) => (answer.ok ? onClose() : setState('failed')), () => setState('failed'));
  };
  return (
    <DialogFrame
      title={t('desk:progressTitle')} lead={t('desk:progressLead')} testId="progress-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={state === 'busy'} onClick={confirm} data-testid="progress-do">{t('desk:progressDo')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <Field label={t('desk:progressStep')}>
        <RadioGroup value={code} onChange={(_, data) => setCode(codes.find((one) => one === data.value) ?? next)}>
          {codes.map((one) => <Radio key={one} value={one} label={t(`desk:progress.${one}`)} autoFocus={one === next} />)}
        </RadioGroup>
      </Field>
      <Field label={t('desk:progressWords')} hint={t('desk:progressHint')}>
        <Textarea value={text} rows={2} maxLength={1000} onChange={(_, data) => setText(data.value)} data-testid="progress-words" />
      </Field>
      {state === 'failed' && <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />}
    </DialogFrame>
  );
}
