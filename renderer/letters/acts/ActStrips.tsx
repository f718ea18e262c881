import { Button } from '@fluentui/react-components';
import { CloudArrowUp20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ActRecord } from '../../../core/model/act';
import type { FolderInfo } from '../../../core/model/folder';
import type { LetterView } from '../../store/letter-view';
import { sentenceCase } from '../../ui/sentence-case';
import { Strip } from '../../ui/Strip';
import { folderName } from '../folder-name';
import { actWords, conflictsOf } from './act-words';

interface ActStripsProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  readonly folders: readonly FolderInfo[];
  readonly online: boolean;
}

/** What was asked for and is not done: calmly while it waits for the line, as a question once it could not be done. */
export function ActStrips({ bridge, view, folders, online }: ActStripsProps) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const nameOf = (path: string): string => {
    const folder = folders.find((one) => one.path === path);
    return folder === undefined ? path : folderName(folder, t);
  };
  const said = ({ act }: ActRecord): string => {
    const { key, values } = actWords(act.change, nameOf);
    return t(key, values);
  };
  const waiting = view.acts.filter(({ outcome }) => outcome === null);
  const answer = (name: 'act.again' | 'act.dismiss', { act }: ActRecord) => {
    bridge.ask(name, { letterId: act.letterId, actId: act.actId }).then(() => setFailed(false), () => setFailed(true));
  };
  return (
    <>
      {conflictsOf(view.acts).map((record) => (
        <Strip
          key={record.act.actId} tone="warn" label={t('mailbox:conflict.region')} headline={t('mailbox:conflict.headline', { asked: said(record) })} testId="act-conflict" live
          actions={<>
            <Button size="small" appearance="primary" onClick={() => answer('act.again', record)} data-testid="act-again">{t('mailbox:conflict.again')}</Button>
            <Button size="small" onClick={() => answer('act.dismiss', record)} data-testid="act-dismiss">{t('mailbox:conflict.dismiss')}</Button>
          </>}
        >
          {t(`mailbox:conflict.why.${record.outcome.why}`)}
          {record.outcome.serverSaid !== null && ` ${t('connection.serverSaid', { said: record.outcome.serverSaid })}`}
          {failed && ` ${t('common.failed')}`}
        </Strip>
      ))}
      {waiting.length > 0 && !online && (
        <Strip tone="neutral" icon={<CloudArrowUp20Regular aria-hidden />} label={t('mailbox:waiting.region')} headline={t('mailbox:waiting.headline')} testId="act-waiting">
          {sentenceCase(waiting.map(said).join('; '))}. {t('mailbox:waiting.next')}
        </Strip>
      )}
    </>
  );
}
