import type { Problem } from '../../../core/model/letter';
import type { LetterView } from '../../store/letter-view';

/** One thing to know, and the parts it is said of; none: the letter as a whole. */
export interface ProblemLine {
  readonly code: string;
  readonly parts: readonly string[];
}

/** Every kind of problem once, with the parts it was met in: thirty empty attachments are one thing to know, not thirty. */
export function problemLines(view: Pick<LetterView, 'stageOne' | 'stageTwo'>): readonly ProblemLine[] {
  const byCode = new Map<string, Set<string>>();
  for (const problem of problemsOf(view)) {
    const parts = byCode.get(problem.code) ?? new Set();
    if (problem.part !== undefined && problem.part !== '0') parts.add(problem.part);
    byCode.set(problem.code, parts);
  }
  return [...byCode].map(([code, parts]) => ({ code, parts: [...parts] }));
}

function problemsOf({ stageOne, stageTwo }: Pick<LetterView, 'stageOne' | 'stageTwo'>): readonly Problem[] {
  const attached = (stageTwo?.attachments ?? []).flatMap((one) => one.problems.map((problem) => ({ ...problem, part: one.part })));
  // how far scans are read stands in a strip of its own
  const scanned = new Set<string>((stageTwo?.attachments ?? []).filter(({ scans }) => scans.length > 0).map(({ part }) => part));
  return [...(stageOne?.problems ?? []), ...(stageTwo?.problems ?? []), ...attached].filter(({ code, part }) => code !== 'pdfNoText' || part === undefined || !scanned.has(part));
}
