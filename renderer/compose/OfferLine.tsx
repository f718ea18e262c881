import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { BuildingBank16Regular, PeopleTeam16Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddresseeOffer } from '../../core/outgoing/addressee-choice';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'baseline', columnGap: '8px', padding: '5px 8px', borderRadius: tokens.borderRadiusMedium, lineHeight: '20px', cursor: 'pointer' },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
  icon: { alignSelf: 'center', display: 'inline-flex', color: tokens.colorNeutralForeground2 },
  name: { fontWeight: tokens.fontWeightSemibold },
  address: { color: tokens.colorNeutralForeground2 },
  warn: { color: tokens.colorStatusWarningForeground2 },
});

interface OfferLineProps {
  readonly id: string;
  readonly offer: AddresseeOffer;
  readonly selected: boolean;
  readonly onTake: () => void;
  readonly onPoint: () => void;
}

/** A unit with its address, or a group with how many units it has. */
export function OfferLine({ id, offer, selected, onTake, onPoint }: OfferLineProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li ref={line} id={id} role="option" aria-selected={selected} className={mergeClasses(styles.line, selected && styles.selected)} onClick={onTake} onMouseMove={onPoint} data-testid="offer">
      <span className={styles.icon}>{offer.kind === 'group' ? <PeopleTeam16Regular aria-hidden /> : <BuildingBank16Regular aria-hidden />}</span>
      {offer.kind === 'group' ? <>
        <span className={styles.name}>{t('compose:offer.group', { group: offer.group, count: offer.units.length })}</span>
        {offer.without > 0 && <span className={styles.warn}>{t('compose:offer.without', { count: offer.without })}</span>}
      </> : <>
        <span className={styles.name}>{offer.unit.name}</span>
        {offer.ended
          ? <span className={styles.warn}>{offer.successors.length === 0 ? t('compose:offer.ended') : t('compose:offer.replaced', { names: offer.successors.map(({ name }) => name).join('; ') })}</span>
          : offer.address === null ? <span className={styles.warn}>{t('compose:chip.noAddress')}</span> : <span className={styles.address}>{offer.address}</span>}
      </>}
    </li>
  );
}
