import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowReset20Regular, ArrowUndo20Regular, Checkmark20Regular, CloudSync20Regular, DocumentEdit20Regular, Send20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import { stateOfMail } from '../../core/fold/outgoing-book';
import type { OutgoingId } from '../../core/model/ids';
import { idsIn, type Sending } from './group-sendings';

const useStyles = makeStyles({ actions: { display: 'flex', flexWrap: 'wrap', columnGap: '4px', rowGap: '4px', justifyContent: 'flex-end' } });

interface MailActionsProps {
  readonly bridge: AppBridge;
  /** what the buttons are about: one message, or all of a sending */
  readonly of: Pick<Sending, 'mails'>;
  /** all of the sending they belong to */
  readonly whole: Sending['mails'];
  /** of what is unknown each message is asked about by itself */
  readonly isOne: boolean;
  readonly about: string;
  readonly onSaid: (text: string) => void;
  readonly onOpenDraft: (draftId: Sending['mails'][number]['mail']['draftId']) => void;
}

/** What a person may do with messages in their present states. */
export function MailActions({ bridge, of, whole, isOne, about, onSaid, onOpenDraft }: MailActionsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const waiting = idsIn(of, ['waiting']);
  const failed = idsIn(of, ['failed']);
  const [unknown] = isOne ? idsIn(of, ['unknown']) : [];
  const draftId = of.mails[0]?.mail.draftId;
  // nothing of it went out: the draft comes back with it
  const isWhole = whole.every((one) => ['waiting', 'failed', 'takenBack'].includes(stateOfMail(one).state));
  const backWord = t(isWhole ? 'outbox:takeBack' : 'outbox:takeBackRest');
  const isBack = isWhole && idsIn(of, ['takenBack']).length === of.mails.length;
  const bug = () => onSaid(t('common.failed'));
  const takeBack = (ids: readonly OutgoingId[]) => {
    bridge.ask('mail.takeBack', { outgoingIds: [...ids] }).then(({ takenBack, tooLate }) => {
      if (takenBack === 0) onSaid(t('outbox:tooLate'));
      else if (tooLate > 0) onSaid(t('outbox:takenBackSome', { count: takenBack, tooLate }));
      else onSaid(t(isWhole ? 'outbox:takenBackAll' : 'outbox:takenBackRest', { count: takenBack }));
    }, bug);
  };
  const sendNow = () => {
    bridge.ask('mail.sendNow', { outgoingIds: [...waiting] }).catch(bug);
  };
  const settle = (ids: readonly OutgoingId[], as: 'sendAgain' | 'arrived') => {
    Promise.all(ids.map((outgoingId) => bridge.ask('mail.settle', { outgoingId, as }))).catch(bug);
  };
  const ask = (outgoingId: OutgoingId) => {
    const stillUnknown = async () => {
      await bridge.ask('mail.askServer', { outgoingId });
      const found = (await bridge.ask('mail.list', { all: false })).find((one) => one.mail.outgoingId === outgoingId);
      // where something was found the message itself says so
      if (found !== undefined && stateOfMail(found).state === 'unknown') onSaid(t('outbox:asked'));
    };
    stillUnknown().catch(bug);
  };
  const name = (word: string): string => `${word}: ${about}`;
  return (
    <div className={styles.actions}>
      {waiting.length > 0 && <Button size="small" icon={<Send20Regular />} aria-label={name(t('outbox:sendNow'))} onClick={sendNow} data-testid="mail-send-now">{t('outbox:sendNow')}</Button>}
      {failed.length > 0 && <Button size="small" icon={<ArrowReset20Regular />} aria-label={name(t('outbox:sendAgain'))} onClick={() => settle(failed, 'sendAgain')} data-testid="mail-again">{t('outbox:sendAgain')}</Button>}
      {waiting.length + failed.length > 0 && <Button size="small" icon={<ArrowUndo20Regular />} aria-label={name(backWord)} onClick={() => takeBack([...waiting, ...failed])} data-testid="mail-take-back">{backWord}</Button>}
      {unknown !== undefined && <>
        <Button size="small" icon={<CloudSync20Regular />} aria-label={name(t('outbox:askServer'))} onClick={() => ask(unknown)} data-testid="mail-ask">{t('outbox:askServer')}</Button>
        <Button size="small" icon={<Checkmark20Regular />} aria-label={name(t('outbox:arrived'))} onClick={() => settle([unknown], 'arrived')} data-testid="mail-arrived">{t('outbox:arrived')}</Button>
        <Button size="small" icon={<ArrowReset20Regular />} aria-label={name(t('outbox:sendAgain'))} onClick={() => settle([unknown], 'sendAgain')} data-testid="mail-again">{t('outbox:sendAgain')}</Button>
      </>}
      {isBack && of.mails.length === whole.length && draftId !== undefined && <Button size="small" icon={<DocumentEdit20Regular />} aria-label={name(t('outbox:toDraft'))} onClick={() => onOpenDraft(draftId)} data-testid="mail-draft">{t('outbox:toDraft')}</Button>}
    </div>
  );
}
