import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular, Edit16Regular, MailInbox16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitRow } from '../../core/contract/list';
import type { LetterId, UnitId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import type { StorePort } from '../store/store-port';
import { DialogFrame } from '../ui/DialogFrame';
import { formatDay } from '../ui/format-time';
import { Pairs } from '../ui/Pairs';
import { Section } from '../ui/Section';
import { Stamp } from '../ui/Stamp';
import { UnitLetters } from './UnitLetters';

const useStyles = makeStyles({
  page: { maxWidth: '980px', padding: '20px 28px 48px', display: 'flex', flexDirection: 'column', rowGap: '20px', boxSizing: 'border-box' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '10px', rowGap: '6px' },
  title: { margin: 0, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold, userSelect: 'text' },
  actions: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', rowGap: '8px' },
  link: { padding: 0, border: 'none', backgroundColor: 'transparent', color: tokens.colorBrandForegroundLink, font: 'inherit', cursor: 'pointer', textAlign: 'left', ':hover': { textDecorationLine: 'underline' } },
  values: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
});

interface UnitPageProps {
  readonly store: StorePort;
  readonly row: UnitRow;
  readonly directory: readonly Unit[];
  readonly onOpen: (letterId: LetterId) => void;
  readonly onShowAll: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onChoose: (unitId: UnitId) => void;
}

/** One unit: what is known of it, and all its letters. */
export function UnitPage({ store, row, directory, onOpen, onShowAll, onEdit, onRemove, onChoose }: UnitPageProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [removing, setRemoving] = useState(false);
  const { unit } = row;
  const link = (id: UnitId) => {
    const other = directory.find(({ unitId }) => unitId === id);
    return other === undefined ? null : <button key={id} type="button" className={styles.link} onClick={() => onChoose(id)}>{other.name}</button>;
  };
  const list = (key: string, values: readonly string[]) => (values.length === 0 ? [] : [{ name: t(`directory:field.${key}`), value: values.join('; ') }]);
  const before = unit === null ? [] : directory.filter(({ successors }) => successors.includes(unit.unitId));
  const below = unit === null ? [] : directory.filter(({ parentId }) => parentId === unit.unitId);
  return (
    <div className={styles.page} data-testid="unit-page">
      <header className={styles.head}>
        <h1 className={styles.title}>{row.name}</h1>
        {unit === null && <Stamp kind="caution">{t('directory:notListed')}</Stamp>}
        {unit?.validTo != null && <Stamp kind="quiet">{t('directory:endedOn', { day: formatDay(unit.validTo) })}</Stamp>}
      </header>
      <div className={styles.actions}>
        <Button appearance={unit === null ? 'primary' : 'secondary'} icon={unit === null ? <Add16Regular /> : <Edit16Regular />} onClick={onEdit} data-testid="unit-edit">{t(unit === null ? 'directory:addThis' : 'directory:edit')}</Button>
        {row.letters > 0 && <Button icon={<MailInbox16Regular />} onClick={onShowAll}>{t('directory:showAll')}</Button>}
        {unit !== null && <Button icon={<Delete16Regular />} onClick={() => setRemoving(true)} data-testid="unit-remove">{t('directory:remove')}</Button>}
      </div>
      {unit !== null && (
        <Section title={t('directory:known')}>
          <Pairs rows={[
            ...list('aliases', unit.aliases), ...list('symbols', unit.symbols), ...list('codes', unit.codes), ...list('domains', unit.domains), ...list('addresses', unit.addresses), ...list('phones', unit.phones), ...list('groups', unit.groups),
            ...(unit.parentId === null ? [] : [{ name: t('directory:field.parent'), value: link(unit.parentId) }]),
            ...(below.length === 0 ? [] : [{ name: t('directory:field.below'), value: <span className={styles.values}>{below.slice(0, 30).map(({ unitId }) => link(unitId))}</span> }]),
            ...(unit.validFrom === null ? [] : [{ name: t('directory:field.validFrom'), value: formatDay(unit.validFrom) }]),
            ...(unit.validTo === null ? [] : [{ name: t('directory:field.validTo'), value: formatDay(unit.validTo) }]),
            ...(unit.successors.length === 0 ? [] : [{ name: t('directory:field.successors'), value: <span className={styles.values}>{unit.successors.map(link)}</span> }]),
            ...(before.length === 0 ? [] : [{ name: t('directory:field.before'), value: <span className={styles.values}>{before.map(({ unitId }) => link(unitId))}</span> }]),
            ...(unit.people.length === 0 ? [] : [{ name: t('directory:field.people'), value: <span className={styles.values}>{unit.people.slice(0, 100).map((person) => <span key={`${person.name} ${person.address}`}>{[person.name, person.title, person.address, person.phone].filter((part) => part !== null).join(' · ')}</span>)}</span> }]),
            { name: t('directory:field.source'), value: t(`directory:source.${unit.source}`) },
          ]} />
        </Section>
      )}
      <Section title={t('directory:lettersOf', { count: row.letters })} {...(unit === null ? { lead: t('directory:notListedLead') } : {})}>
        <UnitLetters store={store} unitKey={row.unitKey} onOpen={onOpen} key={row.unitKey} />
      </Section>
      {removing && (
        <DialogFrame
          title={t('directory:removeTitle', { name: row.name })} lead={t('directory:removeLead')} testId="unit-remove-dialog" onClose={() => setRemoving(false)}
          actions={<>
            <Button appearance="primary" onClick={() => {
              setRemoving(false);
              onRemove();
            }} data-testid="unit-remove-go">{t('directory:remove')}</Button>
            <Button onClick={() => setRemoving(false)}>{t('common.cancel')}</Button>
          </>}
        />
      )}
    </div>
  );
}
