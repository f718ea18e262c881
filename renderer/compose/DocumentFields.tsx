import { Dropdown, Field, Input, Option, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '../../core/model/draft';
import type { DocumentTypeChoice } from '../../core/outgoing/document-types';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', columnGap: '16px', rowGap: '10px', alignItems: 'start' },
  wide: { gridColumn: '1 / -1' },
  narrow: { minWidth: 0 },
  row: { gridColumn: '1 / -1', display: 'grid', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1.4fr) minmax(0, 1.4fr) minmax(0, 0.8fr)', columnGap: '16px', alignItems: 'start' },
});

interface DocumentFieldsProps {
  readonly document: DraftDocument;
  readonly types: readonly DocumentTypeChoice[];
  readonly urgencies: readonly string[];
  readonly secrecies: readonly string[];
  /** names of the units in To and Cc, offered as places of receipt */
  readonly addressed: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (change: Partial<DraftDocument>) => void;
}

/** What stands on the document and will stand in the register. */
export function DocumentFields({ document, types, urgencies, secrecies, addressed, disabled, onChange }: DocumentFieldsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const isNumbered = document.number !== null;
  const none = t('compose:none');
  const choice = (label: string, value: string | null, values: readonly string[], field: 'urgency' | 'secrecy') => (
    <Field label={label}>
      <Dropdown className={styles.narrow} value={value ?? none} selectedOptions={[value ?? '']} disabled={disabled} onOptionSelect={(_, data) => onChange({ [field]: data.optionValue === '' || data.optionValue === undefined ? null : data.optionValue })} data-testid={`compose-${field}`}>
        {['', ...values].map((one) => <Option key={one} value={one}>{one === '' ? none : one}</Option>)}
      </Dropdown>
    </Field>
  );
  return (
    <div className={styles.grid} data-testid="compose-document">
      <Field label={t('compose:summary')} required hint={t('compose:summaryHint')} className={styles.wide}>
        <Textarea value={document.summary} rows={2} resize="vertical" maxLength={5000} disabled={disabled} onChange={(_, data) => onChange({ summary: data.value.replaceAll('\n', ' ') })} data-testid="compose-summary" />
      </Field>
      <div className={styles.row}>
        <Field label={t('compose:type')} hint={isNumbered ? t('compose:typeFixed') : null}>
          <Dropdown className={styles.narrow} value={types.find(({ code }) => code === document.typeCode)?.name ?? document.typeCode} selectedOptions={[document.typeCode]} disabled={disabled || isNumbered} onOptionSelect={(_, data) => data.optionValue !== undefined && onChange({ typeCode: data.optionValue })} data-testid="compose-type">
            {types.map(({ code, name, symbol }) => <Option key={code} value={code} text={name}>{symbol === null ? name : `${name} (${symbol})`}</Option>)}
          </Dropdown>
        </Field>
        {choice(t('compose:urgency'), document.urgency, urgencies, 'urgency')}
        {choice(t('compose:secrecy'), document.secrecy, secrecies, 'secrecy')}
        <Field label={t('compose:copies')}>
          <Input className={styles.narrow} type="number" min={0} max={100_000} value={String(document.copies)} disabled={disabled} onChange={(_, data) => onChange({ copies: Math.min(100_000, Math.max(0, Math.trunc(Number(data.value)) || 0)) })} />
        </Field>
      </div>
      <Field label={t('compose:signerTitle')}>
        <Input value={document.signer.title} maxLength={500} disabled={disabled} placeholder={t('compose:signerTitleHint')} onChange={(_, data) => onChange({ signer: { ...document.signer, title: data.value } })} data-testid="compose-signer-title" />
      </Field>
      <Field label={t('compose:signerName')}>
        <Input value={document.signer.name} maxLength={200} spellCheck={false} disabled={disabled} onChange={(_, data) => onChange({ signer: { ...document.signer, name: data.value } })} data-testid="compose-signer-name" />
      </Field>
      <Field label={t('compose:places')} hint={t('compose:placesHint')} className={styles.wide}>
        <PlacesInput places={document.placesOfReceipt} addressed={addressed} disabled={disabled} onChange={(placesOfReceipt) => onChange({ placesOfReceipt })} />
      </Field>
    </div>
  );
}

/** One place a line; blanks at the ends only go when the field is left, or nobody could type a space. */
function PlacesInput({ places, addressed, disabled, onChange }: { readonly places: readonly string[]; readonly addressed: readonly string[]; readonly disabled: boolean; readonly onChange: (places: readonly string[]) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Textarea
      value={typed ?? places.join('\n')} rows={3} resize="vertical" disabled={disabled} placeholder={addressed.slice(0, 3).map((name) => `- ${name};`).join('\n')} data-testid="compose-places"
      onChange={(_, data) => {
        setTyped(data.value);
        onChange(placesOf(data.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function placesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/^[-–•\s]+/, '').replace(/[;.\s]+$/, '').slice(0, 500)).filter((line) => line !== '').slice(0, 2000);
}
