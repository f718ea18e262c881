import type { TFunction } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ReportView } from '../../../core/report/report-view';
import { SheetPage } from './SheetPage';
import { sheetStyle } from './sheet-style';

/** The validity sheet as a page of its own: no script, nothing from outside, every value escaped by React. */
export function sheetHtml(report: ReportView, said: readonly string[], partName: (part: string) => string, language: string, t: TFunction): string {
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={language}>
      <head><meta charSet="utf-8" /><title>{t('report:title')}</title><style>{sheetStyle}</style></head>
      <body><SheetPage report={report} said={said} partName={partName} t={t} /></body>
    </html>,
  )}`;
}
