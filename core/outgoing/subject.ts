import type { Draft } from '../model/draft';
import { documentTypes } from './document-types';
import { fillTemplate } from './fill-template';
import { templateOf, type Template } from './template';
import { malayManyAddressees } from './templates/malay-templates';
import { thaiManyAddressees } from './templates/thai-templates';
import { vietnameseManyAddressees } from './templates/vietnamese-templates';
import { writtenDay } from './written-day';

/** Name of the document's type in the language of its letter; '' for a letter without one. */
export function typeName(draft: Pick<Draft, 'document' | 'template'>): string {
  const language = templateOf(draft)?.language ?? 'vi';
  return documentTypes(language).find(({ code }) => code === draft.document?.typeCode)?.name ?? '';
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
    to: addressed(to, template.language),
  };
}

/** named in a cover text; more of them are spoken to together */
const mostNamed = 3;
const many: Readonly<Record<Template['language'], string>> = { vi: vietnameseManyAddressees, th: thaiManyAddressees, ms: malayManyAddressees };

function addressed(to: Draft['to'], language: Template['language']): string {
  return to.length > mostNamed ? many[language] : to.map(({ name, address }) => name || address).join('; ');
}
