import { Button, ProgressBar, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../core/base/assert-never';
import { Strip } from '../ui/Strip';
import type { Archive, ArchiveOutcome } from './use-archive';

const useStyles = makeStyles({
  running: { display: 'grid', rowGap: '8px' },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', rowGap: '4px', lineHeight: '20px', overflowWrap: 'anywhere' },
});

/** How far it is, and afterwards what became of it; problems unfold by name. */
export function ArchiveStrip({ archive }: { readonly archive: Archive }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { running, outcome } = archive;
  if (running !== null) {
    const { doing, done, total } = running;
    return (
      <div className={styles.running} data-testid="archive-running">
        <Strip
          tone="info" label={t('archive:progress.region')} headline={t(`archive:progress.${doing}`)}
          actions={<Button size="small" onClick={archive.cancel} data-testid="archive-cancel">{t('archive:progress.cancel')}</Button>}
        >
          {total === null ? t('archive:progress.done', { done }) : t('archive:progress.of', { done, total })}
        </Strip>
        <ProgressBar aria-label={t(`archive:progress.${doing}`)} {...(total === null || total === 0 ? {} : { value: done / total })} />
      </div>
    );
  }
  return outcome === null ? null : <Outcome outcome={outcome} />;
}

function Outcome({ outcome }: { readonly outcome: ArchiveOutcome }) {
  const { t } = useTranslation();
  switch (outcome.kind) {
    case 'failed':
      return <Strip tone="bad" label={t('archive:progress.region')} headline={t(outcome.code === null ? 'common.failed' : `fileFailure.${outcome.code}`)} testId="archive-failed" live />;
    case 'imported': {
      const { kept, known, problems, cancelled } = outcome.report;
      const lines = problems.map(({ name, code }) => t(`archive:import.problem.${code}`, { name, defaultValue: t('archive:import.problem.notReadable', { name }) }));
      return (
        <Report headline={t(cancelled ? 'archive:import.cancelled' : 'archive:import.done', { kept })} lines={lines} testId="import-report">
          {known > 0 && t('archive:import.known', { known })}
        </Report>
      );
    }
    case 'exported': {
      const { written, folder, problems, cancelled } = outcome.report;
      const counts = new Map<string, number>();
      for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
      const lines = [...counts].map(([code, count]) => t(`archive:export.problem.${code}`, { count }));
      return <Report headline={t(cancelled ? 'archive:export.cancelled' : 'archive:export.done', { written })} lines={lines} testId="export-report">{t('archive:export.folder', { folder })}</Report>;
    }
    default:
      return assertNever(outcome);
  }
}

function Report({ headline, lines, testId, children }: { readonly headline: string; readonly lines: readonly string[]; readonly testId: string; readonly children: React.ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const problems = lines.length === 0 ? {} : { detailsLabel: t('archive:progress.problems', { count: lines.length }), details: <ul className={styles.list}>{lines.map((line, index) => <li key={index}>{line}</li>)}</ul> };
  return <Strip tone={lines.length === 0 ? 'good' : 'warn'} label={t('archive:progress.region')} headline={headline} testId={testId} live {...problems}>{children}</Strip>;
}
