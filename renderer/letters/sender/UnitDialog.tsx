import { Button, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { UnitRow } from '../../../core/contract/list';
import type { StorePort } from '../../store/store-port';
import { DialogFrame } from '../../ui/DialogFrame';
import { formatDay } from '../../ui/format-time';
import { useToneText } from '../../ui/use-tone-styles';
import { rowAfterKey } from '../list/list-keys';
import { unitWithAddress } from './learn-unit';

const useStyles = makeStyles({
  list: { height: '260px', overflowY: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, padding: '4px', boxSizing: 'border-box' },
  choice: { display: 'flex', columnGap: '8px', alignItems: 'baseline', padding: '4px 8px', lineHeight: '20px', borderRadius: tokens.borderRadiusMedium, cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  active: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2Hover } },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  beside: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap', flexShrink: 0 },
  note: { color: tokens.colorNeutralForeground2, padding: '4px 8px', lineHeight: '20px' },
});

/** units shown at once */
const most = 60;

interface UnitDialogProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly address: string;
  /** what the letter calls its unit, to begin with */
  readonly proposed: string;
  readonly onClose: () => void;
}

interface Choice {
  readonly key: string;
  readonly row: Pick<UnitRow, 'name' | 'unit'>;
  readonly letters: number;
  readonly isNew: boolean;
}

/** Which unit an address writes for: typed, chosen with the arrows, confirmed with Enter; remembered in the directory of units. */
export function UnitDialog({ bridge, store, address, proposed, onClose }: UnitDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const [search, setSearch] = useState(proposed);
  const [found, setFound] = useState<readonly UnitRow[]>([]);
  const [active, setActive] = useState(0);
  const [failed, setFailed] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = false;
    store.units(search).then((units) => {
      if (!left) setFound(units);
    }, () => {
      if (!left) setFound([]);
    });
    return () => {
      left = true;
    };
  }, [store, search]);
  useEffect(() => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [active, found]);
  const choices = choicesOf(found, search);
  const chosen = choices[Math.min(active, choices.length - 1)];
  const go = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    bridge.ask('units.save', { units: [toInput(unitWithAddress(choice.row, address))] }).then(onClose, () => setFailed(true));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      go(chosen);
      return;
    }
    if (event.key === 'Home' || event.key === 'End') return;
    const next = rowAfterKey(event.key, Math.min(active, choices.length - 1), choices.length, 8);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };
  return (
    <DialogFrame
      title={t('sender:chooseTitle', { address })} lead={t('sender:chooseLead')} testId="unit-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={chosen === undefined} onClick={() => go(chosen)} data-testid="unit-go">{t('sender:chooseGo')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <Input
        autoFocus value={search} contentBefore={<Search20Regular aria-hidden />} placeholder={t('sender:chooseSearch')} aria-label={t('sender:chooseSearch')} role="combobox" aria-expanded aria-controls="unit-choices"
        aria-activedescendant={chosen === undefined ? undefined : `unit-choice-${choices.indexOf(chosen)}`} onKeyDown={onKeyDown} onFocus={(event) => event.currentTarget.select()} spellCheck={false} data-testid="unit-search"
        onChange={(_, data) => {
          setSearch(data.value.slice(0, 500));
          setActive(0);
        }}
      />
      <div ref={list} id="unit-choices" className={styles.list} role="listbox" aria-label={t('sender:chooseList')} tabIndex={-1}>
        {choices.map((choice, index) => (
          <div key={choice.key} id={`unit-choice-${index}`} role="option" aria-selected={choice === chosen} className={mergeClasses(styles.choice, choice === chosen && styles.active)} onClick={() => go(choice)}>
            <span className={styles.name}>{choice.isNew ? t('sender:chooseNew', { name: choice.row.name }) : choice.row.name}</span>
            {choice.row.unit?.validTo != null && <span className={styles.beside}>{t('sender:ended', { day: formatDay(choice.row.unit.validTo) })}</span>}
            {!choice.isNew && choice.row.unit === null && <span className={styles.beside}>{t('sender:notInDirectory')}</span>}
            {choice.letters > 0 && <span className={styles.beside}>{t('sender:chooseLetters', { count: choice.letters })}</span>}
          </div>
        ))}
        {choices.length === 0 && <div role="option" aria-selected={false} aria-disabled className={styles.note}>{t('sender:chooseNone')}</div>}
      </div>
      {failed && <span role="alert" className={tone.bad}>{t('sender:failed')}</span>}
    </DialogFrame>
  );
}

/** Units that were found, those of the directory first, and last the typed name as a new one. */
function choicesOf(found: readonly UnitRow[], search: string): readonly Choice[] {
  const typed = search.normalize('NFC').trim();
  const known = found.toSorted((a, b) => Number(b.unit !== null) - Number(a.unit !== null)).slice(0, most).map((row): Choice => ({ key: row.unitKey, row, letters: row.letters, isNew: false }));
  const isKnown = typed === '' || known.some(({ row }) => row.name === typed);
  return isKnown ? known : [...known, { key: 'new', row: { name: typed, unit: null }, letters: 0, isNew: true }];
}

/** The bridge's schema knows mutable arrays only. */
function toInput(unit: ReturnType<typeof unitWithAddress>) {
  return {
    ...unit, aliases: [...unit.aliases], symbols: [...unit.symbols], codes: [...unit.codes], domains: [...unit.domains], addresses: [...unit.addresses], phones: [...unit.phones],
    people: unit.people.map((person) => ({ ...person })), groups: [...unit.groups], successors: [...unit.successors],
  };
}
