import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../core/base/assert-never';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import { ConnectWizard } from '../settings/connect/ConnectWizard';
import { SetupFlow } from '../settings/setup/SetupFlow';
import { UnlockScreen } from '../settings/setup/UnlockScreen';
import { Page } from '../ui/Page';
import { Strip } from '../ui/Strip';
import { LineStrips } from './LineStrips';
import { Shell } from './Shell';
import { useLeftLetters } from './use-left-letters';

const useStyles = makeStyles({
  noted: { height: '100%', display: 'flex', flexDirection: 'column' },
  rest: { flexGrow: 1, minHeight: 0 },
});

interface RoutesProps {
  readonly bridge: AppBridge;
  readonly state: AppState;
  readonly onChanged: () => void;
}

/** From what main says to the page that fits it. */
export function Routes({ bridge, state, onChanged }: RoutesProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  // the recovery code is shown once; the profile being open must not take it away
  const [inSetup, setInSetup] = useState(false);
  const [adding, setAdding] = useState(false);
  const left = useLeftLetters(bridge, state.profile === 'open' && !inSetup && state.accounts.length === 0);
  if (state.profile === 'setup' || inSetup) {
    return (
      <SetupFlow
        bridge={bridge} keyring={state.keyring} preferences={state.preferences} onChanged={onChanged} onBegin={() => setInSetup(true)}
        onDone={() => {
          setInSetup(false);
          onChanged();
        }}
      />
    );
  }
  switch (state.profile) {
    case 'locked': return <UnlockScreen bridge={bridge} />;
    case 'damaged': return (
      <Page title={t('app.damaged')} lead={t('app.damagedLead')}>
        {state.journalNotes.map((note) => <Strip key={note} tone="bad" label={t('common.notice')} headline={t(`journalNote.${note}`, { defaultValue: t('journalNote.other') })} testId="journal-note" />)}
      </Page>
    );
    case 'open': {
      if (left === null) return null;
      // what a removed mailbox left here stays readable without any mailbox
      const first = state.accounts.length === 0 && !left;
      if (!first && !adding) return <Shell bridge={bridge} state={state} onChanged={onChanged} onAddAccount={() => setAdding(true)} />;
      const done = () => {
        setAdding(false);
        onChanged();
      };
      return (
        <div className={styles.noted}>
          {first && <LineStrips bridge={bridge} state={state} />}
          <div className={styles.rest}>
            <ConnectWizard bridge={bridge} policy={state.policy} first={first} onDone={done} {...(first ? {} : { onCancel: done })} />
          </div>
        </div>
      );
    }
    default: return assertNever(state.profile);
  }
}
