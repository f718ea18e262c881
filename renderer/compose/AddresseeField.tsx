import { Field, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss12Regular, Warning16Regular } from '@fluentui/react-icons';
import { useId, useMemo, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Addressee } from '../../core/model/draft';
import type { IsoDate } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import { addresseeOf, offersFor, type AddresseeOffer } from '../../core/outgoing/addressee-choice';
import { isAddress, readTypedAddresses, withoutDoubles } from '../../core/outgoing/typed-addresses';
import { OfferLine } from './OfferLine';

const useStyles = makeStyles({
  box: {
    display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px', minHeight: '32px', maxHeight: '124px', overflowY: 'auto', padding: '2px 6px', boxSizing: 'border-box', backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`, borderBottomColor: tokens.colorNeutralStrokeAccessible, borderRadius: tokens.borderRadiusMedium, cursor: 'text',
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
  },
  input: { flexGrow: 1, minWidth: '180px', height: '24px', border: 'none', outline: 'none', backgroundColor: 'transparent', color: 'inherit', font: 'inherit', fontSize: '14px' },
  chip: {
    display: 'inline-flex', alignItems: 'center', columnGap: '4px', maxWidth: 'min(100%, 480px)', height: '24px', padding: '0 2px 0 8px', boxSizing: 'border-box', borderRadius: '12px', backgroundColor: tokens.colorNeutralBackground4, fontSize: '13px', lineHeight: '24px', cursor: 'default',
  },
  strange: { backgroundColor: tokens.colorStatusWarningBackground1, color: tokens.colorStatusWarningForeground2 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  remove: { display: 'inline-flex', padding: '4px', border: 'none', borderRadius: '10px', backgroundColor: 'transparent', color: 'inherit', cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground4Hover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  holder: { position: 'relative' },
  offers: {
    position: 'absolute', zIndex: 10, top: '100%', left: 0, right: 0, maxHeight: '320px', overflowY: 'auto', margin: '2px 0 0', padding: '4px', listStyleType: 'none', backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, boxShadow: tokens.shadow16,
  },
  note: { padding: '6px 10px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface AddresseeFieldProps {
  readonly label: string;
  readonly addressees: readonly Addressee[];
  readonly directory: readonly Unit[];
  readonly today: IsoDate;
  readonly testId: string;
  readonly autoFocus?: boolean;
  readonly disabled: boolean;
  readonly onChange: (addressees: readonly Addressee[]) => void;
}

/** Units by name, groups of units, or addresses: a few letters suffice, without diacritics. */
export function AddresseeField({ label, addressees, directory, today, testId, autoFocus = false, disabled, onChange }: AddresseeFieldProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const offers = useMemo(() => offersFor(typed, directory, addressees, today), [typed, directory, addressees, today]);
  const shown = isOpen && typed.trim() !== '';
  const add = (more: readonly Addressee[]) => {
    onChange(withoutDoubles([...addressees, ...more]));
    setTyped('');
    setAt(0);
    input.current?.focus();
  };
  const take = (offer: AddresseeOffer) => {
    if (offer.kind === 'group') add(offer.units.map((unit) => addresseeOf(unit, offer.group)));
    // who asks for a unit that is no more gets those that took over, if they are known
    else if (offer.ended && offer.successors.length > 0) add(offer.successors.map((unit) => addresseeOf(unit, null)));
    else add([addresseeOf(offer.unit, null)]);
  };
  const takeTyped = (): boolean => {
    const read = readTypedAddresses(typed, directory);
    if (read.addressees.length === 0) return false;
    add(read.addressees);
    setTyped(read.rest);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    if (event.key === 'Backspace' && typed === '' && addressees.length > 0) onChange(addressees.slice(0, -1));
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && shown && offers.length > 0) {
      event.preventDefault();
      setAt((before) => (before + (event.key === 'ArrowDown' ? 1 : offers.length - 1)) % offers.length);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === 'Enter' || ((event.key === ',' || event.key === ';') && isAddress(typed))) {
      event.preventDefault();
      const offer = shown ? offers[at] : undefined;
      if (offer !== undefined && !isAddress(typed)) take(offer);
      else takeTyped();
    } else if (event.key === 'Tab' && !event.shiftKey && typed.trim() !== '') {
      const offer = shown ? offers[at] : undefined;
      if (isAddress(typed)) takeTyped();
      else if (offer !== undefined) {
        event.preventDefault();
        take(offer);
      }
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const read = readTypedAddresses(event.clipboardData.getData('text/plain'), directory);
    if (read.addressees.length === 0) return;
    event.preventDefault();
    add(read.addressees);
    setTyped(read.rest);
  };
  return (
    <Field label={label}>
      <div className={styles.holder}>
        <div className={styles.box} onMouseDown={(event) => {
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          input.current?.focus();
        }}>
          {addressees.map((one, index) => <Chip key={`${one.unitId ?? ''} ${one.address}`} addressee={one} disabled={disabled} ended={isEnded(one, directory, today)} onRemove={() => {
            onChange(addressees.filter((_, place) => place !== index));
            input.current?.focus();
          }} />)}
          <input
            ref={input} className={styles.input} value={typed} disabled={disabled} autoFocus={autoFocus} spellCheck={false} autoComplete="off" maxLength={20_000} role="combobox" aria-label={label} aria-expanded={shown && offers.length > 0} aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={shown && offers[at] !== undefined ? `${listId}-${at}` : undefined} placeholder={addressees.length === 0 ? t('compose:toHint') : ''} data-testid={testId}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
              setOpen(true);
            }}
            onKeyDown={onKeyDown} onPaste={onPaste} onFocus={() => setOpen(true)}
            onBlur={() => {
              setOpen(false);
              takeIfAddress(typed, takeTyped);
            }}
          />
        </div>
        {shown && offers.length === 0 && <div id={listId} className={mergeClasses(styles.offers, styles.note)} role="status">{t(isAddress(typed) ? 'compose:enterAddress' : 'compose:noOffer')}</div>}
        {shown && offers.length > 0 && (
          <ul id={listId} className={styles.offers} role="listbox" aria-label={t('compose:offers')} onMouseDown={(event) => event.preventDefault()}>
            {offers.map((offer, index) => <OfferLine key={offer.kind === 'group' ? `g ${offer.group}` : offer.unit.unitId} id={`${listId}-${index}`} offer={offer} selected={index === at} onTake={() => take(offer)} onPoint={() => setAt(index)} />)}
          </ul>
        )}
      </div>
    </Field>
  );
}

function takeIfAddress(typed: string, take: () => boolean): void {
  if (isAddress(typed)) take();
}

function isEnded({ unitId }: Addressee, directory: readonly Unit[], today: IsoDate): boolean {
  const unit = directory.find((one) => one.unitId === unitId);
  return unit?.validTo != null && unit.validTo <= today;
}

function Chip({ addressee, disabled, ended, onRemove }: { readonly addressee: Addressee; readonly disabled: boolean; readonly ended: boolean; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { unitId, name, address } = addressee;
  const doubt = address === '' ? t('compose:chip.noAddress') : unitId === null ? t('compose:chip.unknown') : ended ? t('compose:chip.ended') : null;
  return (
    <span className={mergeClasses(styles.chip, doubt !== null && styles.strange)} title={[address, doubt].filter(Boolean).join(' – ')} data-testid="addressee">
      {doubt !== null && <Warning16Regular aria-hidden />}
      <span className={styles.name}>{name || address}{doubt !== null && ` (${doubt})`}</span>
      {!disabled && <button type="button" className={styles.remove} tabIndex={-1} aria-label={t('compose:remove', { name: name || address })} onClick={onRemove}><Dismiss12Regular aria-hidden /></button>}
    </span>
  );
}
