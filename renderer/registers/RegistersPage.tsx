import { Button, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { BookAdd20Regular, BookSearch20Regular, DocumentTable20Regular, Edit20Regular, MailTemplate20Regular, NumberSymbolSquare20Regular, Print20Regular, Prohibited20Regular, Search20Regular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { RegisterView } from '../../core/contract/outgoing-commands';
import type { DraftId, RegisterId } from '../../core/model/ids';
import { formatDay } from '../ui/format-time';
import { Strip } from '../ui/Strip';
import { ToolStrip } from '../ui/ToolStrip';
import type { Tone } from '../ui/tone';
import { BlockDialog } from './BlockDialog';
import { DispatchDialog } from './DispatchDialog';
import { RegisterForm } from './RegisterForm';
import { RegisterTable } from './RegisterTable';
import { registerCsv } from './register-csv';
import { printRegister } from './print-register';
import { matches, shownLines } from './shown-line';
import { useRegisterRows, useRegisters } from './use-registers';
import { VoidDialog } from './VoidDialog';

const useStyles = makeStyles({
  room: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', columnGap: '14px', rowGap: '8px', padding: '10px 16px' },
  register: { flexBasis: '380px', flexShrink: 1 },
  year: { width: '110px' },
  search: { flexGrow: 1, flexBasis: '260px' },
  said: { padding: '0 16px 8px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  note: { padding: '0 16px 8px' },
  empty: { maxWidth: '680px', padding: '40px 28px', display: 'flex', flexDirection: 'column', rowGap: '14px', lineHeight: '20px', alignItems: 'flex-start' },
  title: { margin: 0, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  none: { padding: '16px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface RegistersPageProps {
  readonly bridge: AppBridge;
  /** to that draft, in the room of drafts */
  readonly onOpenDraft: (draftId: DraftId) => void;
}

type Asked = 'open' | 'change' | 'void' | 'block' | 'dispatch';

/** The outgoing registers of this office: every number that was given, set aside or withdrawn, with the columns the decree names. */
export function RegistersPage({ bridge, onOpenDraft }: RegistersPageProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const registers = useRegisters(bridge);
  const [chosen, setChosen] = useState<RegisterId | null>(null);
  const [askedYear, setYear] = useState<number | null>(null);
  const [search, setSearch] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState<{ readonly tone: Tone; readonly text: string } | null>(null);
  const register = registers?.find(({ book }) => book.registerId === chosen) ?? registers?.[0] ?? null;
  const year = askedYear !== null && register?.years.includes(askedYear) === true ? askedYear : register?.nextYear ?? new Date().getFullYear();
  const rows = useRegisterRows(bridge, register?.book.registerId ?? null, year);
  const lines = useMemo(() => shownLines(rows ?? [], t), [rows, t]);
  const shown = useMemo(() => lines.filter((line) => matches(line, search)).reverse(), [lines, search]);
  const line = shown.find((one) => one.key === key) ?? null;
  if (registers === null) return <main className={styles.room} aria-label={t('registers:title')} />;

  const close = () => setAsked(null);
  const done = (text: string) => {
    setAsked(null);
    setSaid({ tone: 'good', text });
  };
  const fileName = (ending: string) => `${t('registers:fileName', { year, name: register?.book.name ?? '' })}.${ending}`;
  const saved = (answer: { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly failure: { readonly code: string } }) => {
    if (!answer.ok) setSaid({ tone: 'bad', text: t(`fileFailure.${answer.failure.code}`) });
    else if (answer.value !== null) setSaid({ tone: 'good', text: t('attachment.savedTo', { path: answer.value }) });
  };
  const failed = () => setSaid({ tone: 'bad', text: t('common.failed') });
  const print = (of: RegisterView) => {
    printRegister(bridge, { book: of.book, year, lines, name: fileName('pdf'), language: i18n.language }, t).then(saved, failed);
  };
  const exportCsv = () => {
    bridge.ask('attachment.save', { name: fileName('csv'), contentType: 'text/csv', bytes: registerCsv(lines, t) }).then(saved, failed);
  };

  return (
    <main className={styles.room} aria-label={t('registers:title')} data-testid="registers">
      <ToolStrip label={t('registers:tools')} testId="registers-tools">
        <Button appearance="subtle" icon={<BookAdd20Regular />} onClick={() => setAsked('open')} data-testid="register-open">{t('registers:open')}</Button>
        {register !== null && <>
          <Button appearance="subtle" icon={<Edit20Regular />} disabled={!register.isAuthority} onClick={() => setAsked('change')} data-testid="register-change">{t('registers:change')}</Button>
          <Button appearance="subtle" icon={<NumberSymbolSquare20Regular />} disabled={!register.isAuthority} onClick={() => setAsked('block')} data-testid="register-block">{t('registers:block')}</Button>
          <Button appearance="subtle" icon={<BookSearch20Regular />} disabled={line?.draftId == null || line.state !== 'reserved'} onClick={() => line?.draftId != null && onOpenDraft(line.draftId)} data-testid="register-draft">{t('registers:toDraft')}</Button>
          <Button appearance="subtle" icon={<Prohibited20Regular />} disabled={line?.place == null || line.state === 'void'} onClick={() => setAsked('void')} data-testid="register-void">{t('registers:void')}</Button>
          <Button appearance="subtle" icon={<MailTemplate20Regular />} disabled={line?.line == null} onClick={() => setAsked('dispatch')} data-testid="register-dispatch">{t('registers:dispatch')}</Button>
          <Button appearance="subtle" icon={<Print20Regular />} onClick={() => print(register)} data-testid="register-print">{t('registers:print')}</Button>
          <Button appearance="subtle" icon={<DocumentTable20Regular />} onClick={exportCsv} data-testid="register-csv">{t('registers:csv')}</Button>
        </>}
      </ToolStrip>
      {register === null ? (
        <div className={styles.empty}>
          <h1 className={styles.title}>{t('registers:emptyTitle')}</h1>
          <div>{t('registers:emptyLead')}</div>
          <Button appearance="primary" icon={<BookAdd20Regular />} onClick={() => setAsked('open')} data-testid="register-open-first">{t('registers:open')}</Button>
        </div>
      ) : <>
        <div className={styles.head}>
          <Field className={styles.register} label={t('registers:book')}>
            <Select value={register.book.registerId} data-testid="register-book" onChange={(_, data) => {
              setChosen(data.value as RegisterId);
              setKey(null);
            }}>
              {registers.map(({ book }) => <option key={book.registerId} value={book.registerId}>{book.unit === '' ? book.name : `${book.name} · ${book.unit}`}</option>)}
            </Select>
          </Field>
          <Field className={styles.year} label={t('registers:year')}>
            <Select value={String(year)} data-testid="register-year" onChange={(_, data) => {
              setYear(Number(data.value));
              setKey(null);
            }}>
              {register.years.map((one) => <option key={one} value={String(one)}>{one}</option>)}
            </Select>
          </Field>
          <Field className={styles.search} label={t('registers:search')}>
            <Input value={search} contentBefore={<Search20Regular aria-hidden />} placeholder={t('registers:searchHint')} spellCheck={false} onChange={(_, data) => setSearch(data.value.slice(0, 200))} data-testid="register-search" />
          </Field>
        </div>
        <div className={styles.said} role="status" data-testid="register-said">{summary(register, lines.length, shown.length, search, t)}</div>
        {!register.isAuthority && <div className={styles.note}><Strip tone="info" label={t('common.notice')} headline={t('registers:notAuthority')}>{t('registers:notAuthorityLead')}</Strip></div>}
        {lines.some(({ oddities }) => oddities.includes('doubled')) && <div className={styles.note}><Strip tone="bad" label={t('common.notice')} headline={t('registers:doubledTitle')} testId="register-doubled">{t('registers:doubledLead')}</Strip></div>}
        {said !== null && <div className={styles.note}><Strip tone={said.tone} label={t('common.notice')} headline={said.text} testId="register-outcome" live /></div>}
        {rows !== null && shown.length === 0
          ? <div className={styles.none}>{t(search === '' ? 'registers:noLines' : 'registers:nothingFound')}</div>
          : <RegisterTable key={`${register.book.registerId}/${year}`} label={t('registers:tableLabel', { name: register.book.name, year })} lines={shown} chosen={key} onChoose={setKey} onOpenDraft={(one) => one.draftId !== null && onOpenDraft(one.draftId)} />}
      </>}
      {(asked === 'open' || (asked === 'change' && register !== null)) && (
        <RegisterForm bridge={bridge} known={asked === 'change' ? register : null} onClose={close} onDone={(registerId) => {
          setChosen(registerId);
          done(t(asked === 'change' ? 'registers:changed' : 'registers:opened'));
        }} />
      )}
      {asked === 'block' && register !== null && <BlockDialog bridge={bridge} register={register} onClose={close} onDone={({ from, to, holder }) => done(t('registers:blockDone', { from, to, holder }))} />}
      {asked === 'void' && line?.place != null && <VoidDialog bridge={bridge} place={line.place} code={line.columns.code} wasIssued={line.state === 'issued'} onClose={close} onDone={() => done(t('registers:voidDone', { code: line.columns.code }))} />}
      {asked === 'dispatch' && line?.line != null && <DispatchDialog bridge={bridge} line={line.line} onClose={close} onDone={() => done(t('registers:dispatchDone', { code: line.columns.code }))} />}
    </main>
  );
}

function summary(register: RegisterView, all: number, shown: number, search: string, t: ReturnType<typeof useTranslation>['t']): string {
  const words = [t('registers:next', { number: register.next, year: register.nextYear })];
  if (register.newestDate !== null) words.push(t('registers:newestDate', { day: formatDay(register.newestDate) }));
  for (const { holder, left } of register.blocks) if (left > 0) words.push(t('registers:blockLeft', { holder, count: left }));
  words.push(search === '' ? t('registers:count', { count: all }) : t('registers:found', { shown, count: all }));
  return words.join(' · ');
}
