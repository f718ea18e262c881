import { Switch, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { LearnedRule } from '../../core/model/correction';
import type { Unit } from '../../core/model/unit';
import type { StorePort } from '../store/store-port';

const useStyles = makeStyles({
  page: { maxWidth: '860px', padding: '20px 28px 48px', display: 'flex', flexDirection: 'column', rowGap: '14px', boxSizing: 'border-box' },
  title: { margin: 0, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  lead: { margin: 0, lineHeight: '20px', maxWidth: '720px' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  rule: { display: 'flex', alignItems: 'center', columnGap: '12px', padding: '6px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, lineHeight: '20px' },
  state: { flexShrink: 0, '& label': { whiteSpace: 'nowrap' } },
  words: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere', userSelect: 'text' },
});

/** What the program learned from corrections, and a switch for each. */
export function RulesPanel({ bridge, store, directory }: { readonly bridge: AppBridge; readonly store: StorePort; readonly directory: readonly Unit[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [rules, setRules] = useState<readonly LearnedRule[] | null>(null);
  useEffect(() => {
    let left = false;
    const ask = () => {
      store.rules().then((found) => {
        if (!left) setRules(found);
      }, () => {
        if (!left) setRules([]);
      });
    };
    ask();
    const leave = store.onRowsChanged(ask);
    return () => {
      left = true;
      leave();
    };
  }, [store]);
  const nameOf = ({ kind, key }: LearnedRule['scope']): string => (
    kind === 'sender' ? key : (directory.find(({ unitId }) => key === `id:${unitId}`)?.name ?? key.replace(/^(?:name|address):/, ''))
  );
  const empty = t('directory:rules.empty');
  return (
    <div className={styles.page} data-testid="rules-panel">
      <h1 className={styles.title}>{t('directory:rulesTitle')}</h1>
      <p className={styles.lead}>{t('directory:rulesLead')}</p>
      {rules?.length === 0 && <p className={styles.lead}>{t('directory:rulesNone')}</p>}
      <ul className={styles.list}>
        {(rules ?? []).map((rule) => (
          <li key={rule.ruleId} className={styles.rule}>
            <span className={styles.words}>{t('directory:rules.sentence', { scope: nameOf(rule.scope), field: t(`field.${rule.field}`), was: rule.wasPrinted ?? empty, value: rule.value ?? empty, count: rule.from.length })}</span>
            <Switch className={styles.state} checked={!rule.stopped} label={t(rule.stopped ? 'directory:rules.off' : 'directory:rules.on')} onChange={(_, data) => {
              bridge.ask('rule.stop', { ruleId: rule.ruleId, stopped: !data.checked }).then(() => undefined, () => undefined);
            }} />
          </li>
        ))}
      </ul>
    </div>
  );
}
