import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular, DocumentTable20Regular, LightbulbFilament20Regular, Server20Regular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { UnitRow } from '../../core/contract/list';
import { newUnit, randomUnitId } from '../../core/directory/new-unit';
import type { LetterId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import type { StorePort } from '../store/store-port';
import { Strip } from '../ui/Strip';
import { ToolStrip } from '../ui/ToolStrip';
import { heirOfUnit } from './heir-of-unit';
import { ImportPanel } from './ImportPanel';
import { LdapPanel } from './LdapPanel';
import { RulesPanel } from './RulesPanel';
import { removeUnits, saveUnits } from './save-units';
import { UnitForm } from './UnitForm';
import { UnitList } from './UnitList';
import { UnitPage } from './UnitPage';
import { useDirectory } from './use-directory';
import { useUnitRows } from './use-unit-rows';

const useStyles = makeStyles({
  room: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1 },
  middle: { flexGrow: 1, minHeight: 0, display: 'flex' },
  page: { flexGrow: 1, minWidth: 0, overflowY: 'auto', scrollbarGutter: 'stable', backgroundColor: tokens.colorNeutralBackground2 },
  note: { padding: '12px 28px 0' },
  empty: { maxWidth: '640px', padding: '40px 28px', display: 'flex', flexDirection: 'column', rowGap: '14px', lineHeight: '20px' },
  title: { margin: 0, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  steps: { margin: 0, paddingLeft: '20px' },
});

type Panel = { readonly kind: 'unit' | 'import' | 'ldap' | 'rules' } | { readonly kind: 'form'; readonly unit: Unit; readonly isNew: boolean };

interface DirectoryPageProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly freeDomains: readonly string[];
  /** to that letter, in the room of letters */
  readonly onOpen: (letterId: LetterId) => void;
  /** to all letters of that unit, in the room of letters */
  readonly onShowUnit: (unit: { readonly unitKey: string; readonly name: string }) => void;
}

/** The directory of units: who they are, what came from them, and where it is learned from. */
export function DirectoryPage({ bridge, store, freeDomains, onOpen, onShowUnit }: DirectoryPageProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [panel, setPanel] = useState<Panel>({ kind: 'unit' });
  const [saved, setSaved] = useState<number | null>(null);
  const { rows, isCurrent } = useUnitRows(store, search);
  const directory = useDirectory(store);
  const row = useMemo(() => rowOf(rows, directory, chosen) ?? rowOf(rows, directory, heirKey(chosen, directory)), [rows, directory, chosen]);
  const to = (next: Panel) => {
    setPanel(next);
    setSaved(null);
  };
  const toUnit = (unitKey: string | null) => {
    setChosen(unitKey);
    to({ kind: 'unit' });
  };
  const onDone = (count: number) => {
    setPanel({ kind: 'unit' });
    setSaved(count);
  };
  const asNew = (from: UnitRow | null): Unit => {
    const unit = newUnit(randomUnitId(), from?.name ?? '', 'person');
    // what only its address is known by begins with that address
    const address = from?.unitKey.startsWith('address:') === true ? from.unitKey.slice('address:'.length) : '';
    return address.includes('@') ? { ...unit, addresses: [address] } : unit;
  };
  return (
    <main className={styles.room} aria-label={t('directory:title')} data-testid="directory">
      <ToolStrip label={t('directory:tools')} testId="directory-tools">
        <Button appearance="subtle" icon={<Add20Regular />} onClick={() => to({ kind: 'form', unit: asNew(null), isNew: true })} data-testid="directory-add">{t('directory:add')}</Button>
        <Button appearance="subtle" icon={<DocumentTable20Regular />} onClick={() => to({ kind: 'import' })} data-testid="directory-import">{t('directory:import')}</Button>
        <Button appearance="subtle" icon={<Server20Regular />} onClick={() => to({ kind: 'ldap' })} data-testid="directory-ldap">{t('directory:fromLdap')}</Button>
        <Button appearance="subtle" icon={<LightbulbFilament20Regular />} onClick={() => to({ kind: 'rules' })} data-testid="directory-rules">{t('directory:rulesTitle')}</Button>
      </ToolStrip>
      <div className={styles.middle}>
        <UnitList rows={rows} isCurrent={isCurrent} search={search} chosen={panel.kind === 'unit' ? row?.unitKey ?? chosen : null} onSearch={setSearch} onChoose={toUnit} />
        <div className={styles.page}>
          {saved !== null && <div className={styles.note}><Strip tone="good" label={t('common.notice')} headline={t('directory:saved', { count: saved })} live /></div>}
          {panel.kind === 'import' && <ImportPanel bridge={bridge} store={store} freeDomains={freeDomains} onDone={onDone} onLeave={() => to({ kind: 'unit' })} />}
          {panel.kind === 'ldap' && <LdapPanel bridge={bridge} store={store} freeDomains={freeDomains} onDone={onDone} onLeave={() => to({ kind: 'unit' })} />}
          {panel.kind === 'rules' && <RulesPanel bridge={bridge} store={store} directory={directory} />}
          {panel.kind === 'form' && (
            <UnitForm
              key={panel.unit.unitId} unit={panel.unit} isNew={panel.isNew} directory={directory} freeDomains={freeDomains} onLeave={() => to({ kind: 'unit' })}
              onSave={async (unit) => {
                await saveUnits(bridge, [unit]);
                toUnit(`id:${unit.unitId}`);
              }}
            />
          )}
          {panel.kind === 'unit' && row !== null && (
            <UnitPage
              key={row.unitKey} store={store} row={row} directory={directory} onOpen={onOpen} onShowAll={() => onShowUnit({ unitKey: row.unitKey, name: row.name })} onChoose={(unitId) => toUnit(`id:${unitId}`)}
              onEdit={() => to(row.unit === null ? { kind: 'form', unit: asNew(row), isNew: true } : { kind: 'form', unit: row.unit, isNew: false })}
              onRemove={() => {
                if (row.unit !== null) removeUnits(bridge, [row.unit.unitId]).then(() => toUnit(null), () => undefined);
              }}
            />
          )}
          {panel.kind === 'unit' && row === null && rows !== null && (
            <div className={styles.empty}>
              <h2 className={styles.title}>{t(directory.length === 0 ? 'directory:emptyTitle' : 'directory:chooseTitle')}</h2>
              {directory.length === 0 ? <>
                <div>{t('directory:emptyLead')}</div>
                <ol className={styles.steps}><li>{t('directory:emptyFile')}</li><li>{t('directory:emptyLdap')}</li><li>{t('directory:emptyLearn')}</li></ol>
              </> : <div>{t('directory:chooseLead')}</div>}
            </div>
          )}
        </div>
      </div>
    </main>
  );
}

/** Also a unit that the search leaves out, or that was saved just now. */
function rowOf(rows: readonly UnitRow[] | null, directory: readonly Unit[], unitKey: string | null): UnitRow | null {
  const row = rows?.find((one) => one.unitKey === unitKey);
  if (row !== undefined || unitKey === null) return row ?? null;
  const unit = directory.find(({ unitId }) => unitKey === `id:${unitId}`);
  return unit === undefined ? null : { unitKey, name: unit.name, unit, letters: 0, unread: 0, newest: null };
}

/** Who is looked at while its entry comes about stays looked at. */
function heirKey(unitKey: string | null, directory: readonly Unit[]): string | null {
  const heir = unitKey === null ? null : heirOfUnit(unitKey, directory);
  return heir === null ? null : `id:${heir.unitId}`;
}
