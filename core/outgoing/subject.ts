import { vietnameseTypes } from '../recognise/data/vietnamese-types';
import type { Draft } from '../model/draft';
import { fillTemplate } from './fill-template';
import { templateOf, type Template } from './template';
import { writtenDay } from './written-day';

/** Name of a type in the language it is written in; Thai and Malay names stand in their templates. */
export function typeName(draft: Pick<Draft, 'document' | 'template'>): string {
  const template = templateOf(draft);
  if (template !== null && template.typeCode === draft.document?.typeCode) return template.name;
  return vietnameseTypes.find(({ code }) => code === draft.document?.typeCode)?.name ?? '';
}

/** Subject that number and trích yếu make by the template; '' where there is neither. */
export function subjectOf(draft: Draft): string {
  const template = templateOf(draft);
  if (template === null || (draft.document !== null && draft.document.summary.trim() === '' && draft.document.number === null)) return '';
  return fillTemplate(template.subject, valuesOf(draft, template, '')).replaceAll('\n', ' ');
}

/** Cover text that the template makes. @param unit our own name, as it stands in From */
export function bodyOf(draft: Draft, unit: string): string {
  const template = templateOf(draft);
  return template === null ? '' : fillTemplate(template.body, valuesOf(draft, template, unit));
}

/**
 * Subject and text follow number, trích yếu and addressees as long as nobody changed them by hand: what a person wrote is never written over.
 * @param before the draft before the change @param after with it
 */
export function keepInStep(before: Draft, after: Draft, unit: string): Draft {
  const subject = after.subject === before.subject && before.subject === subjectOf(before) ? subjectOf(after) : after.subject;
  const body = after.body === before.body && before.body === bodyOf(before, unit) ? bodyOf(after, unit) : after.body;
  return subject === after.subject && body === after.body ? after : { ...after, subject, body };
}

function valuesOf(draft: Draft, template: Template, unit: string): Readonly<Record<string, string>> {
  const { document, to } = draft;
  return {
    code: document?.number?.code ?? '', date: document?.number == null ? '' : writtenDay(document.number.date, template.language), type: typeName(draft), summary: document?.summary.trim() ?? '', unit,
    to: to.length === 0 || to.length > 3 ? '' : to.map(({ name, address }) => name || address).join('; '),
  };
}
