import type { ReportView } from '../../../core/report/report-view';
import { isoTime } from '../../../core/base/clock';
import type { LetterView } from '../../store/letter-view';

/** A letter as its reports see it. @param partName what to call a MIME part */
export function reportOf(view: LetterView, program: string, now: Date, partName: (part: string) => string): ReportView {
  const { kept, stageOne, verdict } = view;
  const from = stageOne?.header.from[0];
  return {
    program, madeAt: isoTime(now),
    letter: {
      digest: kept.digest, arrivedAt: kept.internalDate,
      subject: stageOne === null || stageOne.header.subject === '' ? null : stageOne.header.subject,
      from: from === undefined ? null : `${from.name} <${from.address}>`.trim(),
    },
    verdict: verdict?.verdict ?? 'unsigned', reason: verdict?.reason ?? null,
    documents: view.signed,
    unsignedParts: (verdict?.unsignedParts ?? []).map((part) => ({ part, name: partName(part) })),
    acceptance: view.acceptance, pin: verdict?.pin ?? null,
  };
}
