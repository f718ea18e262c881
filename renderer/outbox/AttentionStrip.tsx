import { Button } from '@fluentui/react-components';
import { MailArrowUp20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import { Strip } from '../ui/Strip';
import { idsIn } from './group-sendings';
import { useOutbox } from './use-outbox';

/** Messages that a person has to decide about, told wherever they are. */
export function AttentionStrip({ bridge, onOpenOutbox }: { readonly bridge: AppBridge; readonly onOpenOutbox: () => void }) {
  const { t } = useTranslation();
  const count = idsIn({ mails: useOutbox(bridge) ?? [] }, ['failed', 'unknown']).length;
  if (count === 0) return null;
  return (
    <Strip
      tone="warn" label={t('outbox:title')} headline={t('outbox:attention', { count })} testId="outbox-attention" live
      actions={<Button size="small" icon={<MailArrowUp20Regular />} onClick={onOpenOutbox} data-testid="attention-outbox">{t('outbox:undo.outbox')}</Button>}
    />
  );
}
