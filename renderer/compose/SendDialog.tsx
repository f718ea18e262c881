import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuardFinding } from '../../core/guard/guard-finding';
import { DialogFrame } from '../ui/DialogFrame';
import { Strip } from '../ui/Strip';
import { FindingList } from './FindingList';

interface SendDialogProps {
  /** never empty */
  readonly findings: readonly GuardFinding[];
  readonly onSend: (overruled: readonly string[]) => void;
  readonly onClose: () => void;
}

/** papers that may still be issued, but not by mail */
const paperCodes: ReadonlySet<string> = new Set(['secret', 'financial', 'medicalReferral', 'freeWebmail']);

/** What stands in the way, or has to be gone past one by one: nothing leaves with a warning that nobody saw. */
export function SendDialog({ findings, onSend, onClose }: SendDialogProps) {
  const { t } = useTranslation();
  const [past, setPast] = useState<ReadonlySet<string>>(() => new Set());
  const blocks = findings.filter(({ rule }) => rule === 'block');
  const warnings = findings.filter(({ rule }) => rule === 'warn');
  const isReady = blocks.length === 0 && warnings.every(({ code }) => past.has(code));
  const change = (code: string, isPast: boolean) => setPast((before) => {
    const next = new Set(before);
    if (isPast) next.add(code);
    else next.delete(code);
    return next;
  });
  return (
    <DialogFrame
      title={t('guard:sendTitle', { blocks: blocks.length })} lead={t('guard:sendLead', { blocks: blocks.length })} testId="send-dialog" onClose={onClose}
      actions={<>
        {blocks.length === 0 && <Button appearance="primary" disabled={!isReady} onClick={() => onSend(warnings.map(({ code }) => code))} data-testid="send-anyway">{t('guard:sendAnyway')}</Button>}
        <Button onClick={onClose} data-testid="send-back">{t('guard:goBack')}</Button>
      </>}
    >
      <FindingList findings={blocks.length > 0 ? blocks : findings} past={blocks.length > 0 ? null : { codes: past, onChange: change }} />
      {blocks.some(({ code }) => paperCodes.has(code)) && <Strip tone="info" label={t('common.notice')} headline={t('guard:paperHint')} testId="paper-hint" />}
    </DialogFrame>
  );
}
