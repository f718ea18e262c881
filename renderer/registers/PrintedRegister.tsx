import type { TFunction } from 'i18next';
import type { RegisterBook } from '../../core/model/register';
import { registerColumns, type ShownLine } from './shown-line';

interface PrintedRegisterProps {
  readonly book: RegisterBook;
  readonly year: number;
  readonly lines: readonly ShownLine[];
  readonly t: TFunction;
}

/** The outgoing register as it is bound (NĐ 30/2020, Article 16 and Appendix IV): all columns, voided numbers among them. */
export function PrintedRegister({ book, year, lines, t }: PrintedRegisterProps) {
  return (
    <main>
      <p className="unit">{book.unit}</p>
      <h1>{t('registers:printTitle')}</h1>
      <p className="lead">{t('registers:printLead', { name: book.name, year, from: lines[0]?.columns.code ?? '', to: lines.at(-1)?.columns.code ?? '' })}</p>
      <table>
        <thead>
          <tr>{registerColumns.map((column) => <th key={column} scope="col" className={column}>{t(`registers:column.${column}`)}</th>)}</tr>
          <tr className="count">{registerColumns.map((column, index) => <td key={column}>({index + 1})</td>)}</tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} className={line.state === 'void' ? 'void' : undefined}>
              {registerColumns.map((column) => <td key={column}>{printed(line, column, t)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}

function printed(line: ShownLine, column: (typeof registerColumns)[number], t: TFunction) {
  const text = line.columns[column];
  const value = line.state === 'void' && text !== '' ? <s>{text}</s> : text;
  if (column === 'title') return <>{line.type !== '' && <b>{line.type}. </b>}{value}{line.reason !== null && <em> {t('registers:voidBecause', { reason: line.reason })}</em>}</>;
  if (column === 'note') return <>{value}{line.oddities.map((oddity) => <em key={oddity}> {t(`registers:oddity.${oddity}`)}.</em>)}</>;
  return value;
}
