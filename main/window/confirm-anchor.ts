import { dialog, type BrowserWindow } from 'electron';
import en from '../../assets/locales/parts/trust-question.en.json';
import vi from '../../assets/locales/parts/trust-question.vi.json';
import type { AnchorQuestion } from '../trust/trust-handlers';

/**
 * Asks in a window of the operating system, which no page can draw over or answer: a page that was taken over could otherwise add an authority in
 * silence. Closing it, Escape and Enter all mean no.
 */
export async function confirmAnchor(question: AnchorQuestion, language: 'vi' | 'en', window: BrowserWindow | null): Promise<boolean> {
  const words = (language === 'vi' ? vi : en).anchor;
  const domains = question.domains.length === 0 ? words.everyOrganisation : question.domains.map(oneLine).join(', ');
  const options = {
    type: 'warning' as const, title: 'VanThu', message: words.question,
    detail: [
      words.holder, oneLine(question.holder), '', words.fingerprint, ...groups(question.fingerprint), '', words.source, oneLine(question.source) || words.noSource, '', words.domains, domains, '', words.compare,
    ].join('\n'),
    buttons: [words.no, words.yes], defaultId: 0, cancelId: 0, noLink: true,
  };
  const { response } = await (window?.isVisible() ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return response === 1;
}

/** Four characters a group, eight groups a line: as people compare them aloud. */
function groups(fingerprint: string): readonly string[] {
  const fours = fingerprint.toUpperCase().match(/.{1,4}/g) ?? [];
  return [fours.slice(0, 8).join(' '), fours.slice(8).join(' ')];
}

/** A name that brings line breaks, or marks that turn the direction of writing, could make up a question of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, 200);
}
