import { Button, Checkbox, Field, Input, Radio, RadioGroup, Select, makeStyles, tokens } from '@fluentui/react-components';
import { SaveArrowRight20Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportName } from '../../core/archive/export-name';
import { defaultNameTemplate, nameFields, nameFromTemplate } from '../../core/archive/name-template';
import type { ListRow } from '../../core/contract/list';
import type { AccountStatus } from '../../core/model/account';
import type { StorePort } from '../store/store-port';
import { Section } from '../ui/Section';
import type { ExportScope } from './export-scope';
import { firstOfScope } from './letters-of-scope';
import { nameValues } from './name-values';
import type { ExportWish } from './run-export';
import type { Archive } from './use-archive';

const useStyles = makeStyles({
  fields: { display: 'flex', flexWrap: 'wrap', columnGap: '4px', rowGap: '4px' },
  preview: { margin: 0, paddingLeft: '20px', lineHeight: '20px', overflowWrap: 'anywhere', color: tokens.colorNeutralForeground1 },
  note: { margin: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

const formats = ['eml', 'mbox', 'maildir'] as const satisfies readonly ExportWish['format'][];
/** names shown before anything is written */
const shownNames = 3;

interface ExportSectionProps {
  readonly archive: Archive;
  readonly store: StorePort;
  readonly accounts: readonly AccountStatus[];
  readonly scope: ExportScope | null;
}

export function ExportSection({ archive, store, accounts, scope }: ExportSectionProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const given = scope === null ? [] : [{ id: 'given', name: scope.kind === 'letters' ? t('archive:export.chosen', { count: scope.letterIds.length }) : t('archive:export.list', { name: scope.name }), scope }];
  const choices = [
    ...given,
    ...accounts.map(({ accountId, address }) => ({ id: accountId, name: t('archive:export.account', { address }), scope: { kind: 'list' as const, query: { accountId, queue: 'all' as const, folder: null, search: '' }, name: address } })),
  ];
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [format, setFormat] = useState<ExportWish['format']>('eml');
  const [template, setTemplate] = useState(defaultNameTemplate);
  const [withText, setWithText] = useState(true);
  const chosen = choices.find(({ id }) => id === chosenId) ?? choices[0];
  const section = useRef<HTMLDivElement>(null);
  const isGiven = scope !== null;
  useEffect(() => {
    if (isGiven) section.current?.scrollIntoView();
  }, [isGiven]);
  const first = useFirstRows(store, chosen?.scope ?? null);
  if (chosen === undefined) return null;
  const named = format === 'eml' || withText;
  return (
    <div ref={section}>
      <Section title={t('archive:export.title')} lead={t('archive:export.lead')}>
        <Field label={t('archive:export.which')}>
          <Select value={chosen.id} onChange={(_, data) => setChosenId(data.value)} data-testid="export-scope">
            {choices.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </Select>
        </Field>
        <Field label={t('archive:export.format')}>
          <RadioGroup value={format} onChange={(_, data) => setFormat(formats.find((one) => one === data.value) ?? 'eml')} data-testid="export-format">
            {formats.map((one) => <Radio key={one} value={one} label={t(`archive:export.formats.${one}`)} />)}
          </RadioGroup>
        </Field>
        <Checkbox checked={withText} onChange={(_, data) => setWithText(data.checked === true)} label={t('archive:export.withText')} />
        {named && (
          <>
            <Field label={t('archive:export.template')} hint={t('archive:export.templateHint')}>
              <Input value={template} onChange={(_, data) => setTemplate(data.value)} spellCheck={false} maxLength={200} data-testid="export-template" />
            </Field>
            <div className={styles.fields} role="group" aria-label={t('archive:export.fields')}>
              {nameFields.map((field) => <Button key={field} size="small" onClick={() => setTemplate(`${template.trimEnd()} {${field}}`.trimStart())}>{t(`archive:export.field.${field}`)}</Button>)}
            </div>
            {first !== null && first.rows.length > 0 && (
              <div>
                <p className={styles.note}>{t('archive:export.preview')}</p>
                <ul className={styles.preview} data-testid="export-preview">
                  {first.rows.map((row) => <li key={row.letterId}>{`${exportName(nameFromTemplate(template, nameValues(row)))}.${format === 'eml' ? 'eml' : 'txt'}`}</li>)}
                </ul>
              </div>
            )}
          </>
        )}
        <div>
          <Button
            appearance="primary" icon={<SaveArrowRight20Regular />} disabled={archive.running !== null || first === null || first.total === 0} data-testid="export-start"
            onClick={() => archive.exportTo({ scope: chosen.scope, format, template, withText })}
          >
            {t('archive:export.start', { count: first?.total ?? 0 })}
          </Button>
        </div>
      </Section>
    </div>
  );
}

interface FirstRows {
  readonly rows: readonly ListRow[];
  readonly total: number;
}

function useFirstRows(store: StorePort, scope: ExportScope | null): FirstRows | null {
  const [first, setFirst] = useState<FirstRows | null>(null);
  // every answer of app.state makes new objects of the same scope
  const key = JSON.stringify(scope);
  const stable = useMemo(() => JSON.parse(key) as ExportScope | null, [key]);
  useEffect(() => {
    if (stable === null) return undefined;
    let left = false;
    const look = () => {
      firstOfScope(store, stable, shownNames).then((found) => {
        if (!left) setFirst(found);
      }, () => setFirst(null));
    };
    look();
    const leave = store.onRowsChanged(look);
    return () => {
      left = true;
      leave();
    };
  }, [store, stable]);
  return first;
}
