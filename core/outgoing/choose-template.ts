import type { Draft } from '../model/draft';
import { newDocument } from './new-draft';
import { bodyOf, subjectOf } from './subject';
import { templates } from './template';

/**
 * Begins or changes the draft by a template. Fields that are filled stay; subject and text are made anew where nobody wrote them by hand.
 * @param unit our own name, as it stands in From
 */
export function withTemplate(draft: Draft, templateId: string, unit: string): Draft {
  const template = templates.find(({ id }) => id === templateId);
  if (template === undefined || draft.document?.number != null) return draft;
  const document = template.typeCode === null ? null : { ...(draft.document ?? newDocument(template.typeCode)), typeCode: template.typeCode };
  const next: Draft = { ...draft, template: templateId, document };
  return {
    ...next,
    // the subject of an official document is its own, also where it answers a letter
    subject: draft.subject === '' || draft.subject === subjectOf(draft) || (document !== null && draft.answers !== null && /^(?:Re|Fwd): /.test(draft.subject)) ? subjectOf(next) : draft.subject,
    body: draft.body === '' || draft.body === bodyOf(draft, unit) ? bodyOf(next, unit) : draft.body,
    // an official document is asked about: who has it, and since when
    wants: template.typeCode !== null && draft.document === null ? { ...draft.wants, mdn: true, dsn: true } : draft.wants,
  };
}
