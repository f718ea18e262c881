import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { Fragment } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownDocument } from '../../../core/model/correction';
import type { DocumentCopy, OfficialDocument } from '../../../core/model/document';
import { formatDay } from '../../ui/format-time';
import { correctableFields } from '../correct/correct-value';
import { FieldEditor } from '../correct/FieldEditor';
import type { Corrections } from '../correct/use-corrections';
import { evidenceFor } from './current-reading';
import { documentFields, itemOf, missingFields } from './document-fields';
import type { DocumentField } from './document-fields';
import { EvidenceButton } from './EvidenceButton';
import { FieldItemView, MissingField } from './FieldItemView';
import { FieldList } from './FieldList';
import type { HeldCitations } from './FieldList';
import type { Highlight } from './highlight';

const useStyles = makeStyles({
  room: { containerType: 'inline-size' },
  grid: {
    display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr) max-content minmax(0, 1fr)', columnGap: '12px', rowGap: '1px',
    margin: 0, alignItems: 'start', lineHeight: '20px',
    '@container (max-width: 460px)': { gridTemplateColumns: 'max-content minmax(0, 1fr)' },
  },
  name: { color: tokens.colorNeutralForeground2, paddingRight: '4px' },
  value: { margin: '0 0 0 -4px', minWidth: 0 },
  wideName: { gridColumnStart: '1' },
  wide: { gridColumnStart: '2', gridColumnEnd: '-1' },
  strong: { fontWeight: tokens.fontWeightSemibold },
  parting: { color: tokens.colorNeutralForeground3 },
  fill: { minWidth: 'auto', padding: '0 4px', height: '20px', marginLeft: '-4px', color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
});

interface FieldGridProps {
  readonly shown: ShownDocument;
  readonly corrections: Corrections;
  readonly held: HeldCitations;
  readonly onPoint: (highlight: Highlight) => void;
}

/** The header of the document as fields; each shows where it was read when pointed at, focused or pressed, and can be written over. */
export function FieldGrid({ shown, corrections, held, onPoint }: FieldGridProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { editing } = corrections;
  const fields = documentFields(shown);
  const standsHere = fields.some(({ items, missing }) => missing === editing || items.some((item) => item.field === editing));
  const rest = missingFields(shown, correctableFields);
  return (
    <div className={styles.room}>
      <dl className={styles.grid} aria-label={t('field.region')} data-testid="field-grid" onKeyDown={moveFocus}>
        {fields.map((field) => {
          const wide = field.wide || field.items.some((item) => item.field !== null && item.field === editing);
          return (
            <Entry key={field.name} name={t(`field.${field.name}`)} wide={wide} testName={field.name}>
              <FieldValue field={field} shown={shown} corrections={corrections} held={held} onPoint={onPoint} />
            </Entry>
          );
        })}
        {shown.document.copy !== null && <Entry name={t('field.copy')} wide testName="copy"><CopyValue copy={shown.document.copy} document={shown.document} onPoint={onPoint} /></Entry>}
        {editing !== null && editing !== 'summary' && !standsHere && (
          <Entry name={t(`field.${editing}`)} wide testName={editing}><FieldEditor field={editing} document={shown.document} corrections={corrections} /></Entry>
        )}
      </dl>
      {rest.length > 0 && editing === null && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button className={styles.fill} size="small" appearance="transparent" icon={<Add16Regular />} data-testid="fill-missing">{t('correct:fillMissing')}</Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>{rest.map((field) => <MenuItem key={field} onClick={() => corrections.start(field)} data-testid={`fill-${field}`}>{t(`field.${field}`)}</MenuItem>)}</MenuList>
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}

function Entry({ name, wide, testName, children }: { readonly name: string; readonly wide: boolean; readonly testName: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      <dt className={mergeClasses(styles.name, wide && styles.wideName)} title={t('evidence.hint')}>{name}</dt>
      <dd className={mergeClasses(styles.value, wide && styles.wide)} data-field={testName}>{children}</dd>
    </>
  );
}

/** A copy carries a number of its own beside that of the original. */
function CopyValue({ copy, document, onPoint }: { readonly copy: DocumentCopy; readonly document: OfficialDocument; readonly onPoint: (highlight: Highlight) => void }) {
  const { t } = useTranslation();
  const parts = [
    copy.number === null ? t(`document:copyForm.${copy.form}`) : `${t(`document:copyForm.${copy.form}`)} ${t('document:copyNumber', { number: copy.number })}`,
    copy.agency, copy.date === null ? null : formatDay(copy.date),
  ];
  const found = evidenceFor(document, 'copy');
  return <EvidenceButton text={parts.filter((part) => part !== null).join(' · ')} evidence={found === null ? [] : [found]} onPoint={onPoint} />;
}

interface FieldValueProps {
  readonly field: DocumentField;
  readonly shown: ShownDocument;
  readonly corrections: Corrections;
  readonly held: HeldCitations;
  readonly onPoint: (highlight: Highlight) => void;
}

function FieldValue({ field, shown, corrections, held, onPoint }: FieldValueProps) {
  const styles = useStyles();
  const look = field.strong ? styles.strong : undefined;
  const { editing } = corrections;
  if (field.items.length === 0 && field.missing !== null) {
    return editing === field.missing
      ? <FieldEditor field={field.missing} document={shown.document} corrections={corrections} />
      : <MissingField field={field.missing} corrections={corrections} onPoint={onPoint} />;
  }
  if (field.items.some((item) => item.field === null)) return <FieldList field={field} look={look} held={held} onPoint={onPoint} />;
  return (
    <>
      {field.items.map((item, index) => (
        <Fragment key={item.field}>
          {index > 0 && <span className={styles.parting} aria-hidden>· </span>}
          {item.field !== null && item.field === editing
            ? <FieldEditor field={item.field} document={shown.document} corrections={corrections} />
            : <FieldItemView item={item} shown={shown} corrections={corrections} look={look} onPoint={onPoint} />}
        </Fragment>
      ))}
      {field.missing !== null && itemOf(shown, field.missing) === null && (
        editing === field.missing
          ? <FieldEditor field={field.missing} document={shown.document} corrections={corrections} />
          : <MissingField field={field.missing} corrections={corrections} onPoint={onPoint} />
      )}
    </>
  );
}

/** Arrow keys walk from value to value; Tab does so too. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const way = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0;
  if (way === 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const values = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-arrow]')];
  const at = values.findIndex((one) => one === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  values[Math.max(0, Math.min(values.length - 1, at + way))]?.focus();
}
