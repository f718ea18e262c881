import { Button, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentTable20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { ColumnMapping } from '../../core/directory/find-columns';
import { randomUnitId } from '../../core/directory/new-unit';
import { planUnits, type UnitPlan } from '../../core/directory/plan-units';
import { readUnits, type UnitTable } from '../../core/directory/read-units';
import type { StorePort } from '../store/store-port';
import { Strip } from '../ui/Strip';
import { ColumnChooser } from './ColumnChooser';
import { PlanPreview } from './PlanPreview';
import { saveUnits } from './save-units';

const useStyles = makeStyles({
  page: { maxWidth: '980px', padding: '20px 28px 48px', display: 'flex', flexDirection: 'column', rowGap: '14px', boxSizing: 'border-box' },
  title: { margin: 0, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  lead: { margin: 0, lineHeight: '20px', maxWidth: '720px' },
  file: { color: tokens.colorNeutralForeground2 },
});

type Rows = readonly (readonly string[])[];
type Stage =
  | { readonly kind: 'start' | 'reading' }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'columns'; readonly name: string; readonly rows: Rows }
  | { readonly kind: 'plan'; readonly name: string; readonly table: UnitTable; readonly plan: UnitPlan };

interface ImportPanelProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly freeDomains: readonly string[];
  readonly onDone: (saved: number) => void;
  readonly onLeave: () => void;
}

/** A table of units from a file: chosen, read on the sandboxed side, compared, shown, and only then saved. */
export function ImportPanel({ bridge, store, freeDomains, onDone, onLeave }: ImportPanelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [stage, setStage] = useState<Stage>({ kind: 'start' });
  const compare = async (name: string, rows: Rows, mapping?: ColumnMapping): Promise<Stage> => {
    const table = readUnits(rows, freeDomains, mapping);
    if (table.problems.some(({ code }) => code === 'noNameColumn')) return { kind: 'columns', name, rows };
    return { kind: 'plan', name, table, plan: planUnits(table.units, await store.directory(), 'file', randomUnitId) };
  };
  const choose = async (): Promise<Stage> => {
    const chosen = await bridge.ask('units.choose', {});
    if (!chosen.ok) return { kind: 'failed', code: `fileFailure.${chosen.failure.code}` };
    if (chosen.value === null) return { kind: 'start' };
    const table = await store.readTable(chosen.value.name, chosen.value.bytes);
    return table.ok ? compare(chosen.value.name, table.rows) : { kind: 'failed', code: `directory:table.${table.code}` };
  };
  const go = (work: Promise<Stage>) => {
    setStage({ kind: 'reading' });
    work.then(setStage, () => setStage({ kind: 'failed', code: 'common.failed' }));
  };
  return (
    <div className={styles.page} data-testid="import-panel">
      <h1 className={styles.title}>{t('directory:importTitle')}</h1>
      <p className={styles.lead}>{t('directory:importLead')}</p>
      <p className={styles.lead}>{t('directory:importColumns')}</p>
      {stage.kind === 'failed' && <Strip tone="bad" label={t('common.notice')} headline={t(stage.code)} live />}
      {stage.kind === 'reading' && <Spinner label={t('directory:importReading')} />}
      {(stage.kind === 'columns' || stage.kind === 'plan') && <div className={styles.file}>{stage.name}</div>}
      {stage.kind === 'columns' && <>
        <Strip tone="warn" label={t('common.notice')} headline={t('directory:problem.noNameColumn', { value: '' })}>{t('directory:columnsLead')}</Strip>
        <ColumnChooser rows={stage.rows} onChosen={(mapping) => go(compare(stage.name, stage.rows, mapping))} />
      </>}
      {stage.kind === 'plan' && (
        <PlanPreview
          plan={stage.plan} problems={stage.table.problems} onLeave={onLeave}
          onSave={async () => {
            const units = [...stage.plan.fresh, ...stage.plan.changed.map(({ after }) => after)];
            await saveUnits(bridge, units);
            onDone(units.length);
          }}
        />
      )}
      {stage.kind !== 'plan' && stage.kind !== 'reading' && (
        <div>
          <Button appearance={stage.kind === 'columns' ? 'secondary' : 'primary'} icon={<DocumentTable20Regular />} onClick={() => go(choose())} data-testid="import-choose">{t('directory:importChoose')}</Button>
        </div>
      )}
    </div>
  );
}
