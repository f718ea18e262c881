import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { CorrectableField, ShownDocument } from '../../../core/model/correction';
import type { CorrectionId } from '../../../core/model/ids';
import type { LetterView } from '../../store/letter-view';
import { typedValue, valueOf } from './correct-value';
import type { TypedFailure } from './correct-value';

export interface Corrections {
  /** the field that is being written; null: none */
  readonly editing: CorrectableField | null;
  /** what is wrong with what was typed, or that it could not be kept */
  readonly failure: TypedFailure | 'failed' | null;
  /** what was just done, to be read out */
  readonly said: string;
  readonly start: (field: CorrectableField) => void;
  readonly leave: () => void;
  readonly save: (field: CorrectableField, typed: string) => void;
  readonly undo: (field: CorrectableField, correctionId: CorrectionId) => void;
  readonly stopRule: (ruleId: string) => void;
}

/** Corrections of one document as acts; after each the focus is back on the field it began at. */
export function useCorrections(bridge: AppBridge, view: LetterView, shown: ShownDocument | null): Corrections {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<CorrectableField | null>(null);
  const [failure, setFailure] = useState<Corrections['failure']>(null);
  const [said, setSaid] = useState('');
  const back = useRef<CorrectableField | null>(null);
  useEffect(() => {
    if (editing !== null || back.current === null) return;
    focusField(back.current);
    back.current = null;
  }, [editing]);

  const close = useCallback((field: CorrectableField) => {
    back.current = field;
    setFailure(null);
    setEditing(null);
  }, []);
  const start = useCallback((field: CorrectableField) => {
    setFailure(null);
    setSaid('');
    setEditing(field);
  }, []);
  const leave = useCallback(() => {
    if (editing !== null) close(editing);
  }, [editing, close]);

  const save = useCallback((field: CorrectableField, typed: string) => {
    if (shown === null) return;
    const value = typedValue(field, typed);
    if (!value.ok) {
      setFailure(value.failure);
      return;
    }
    const was = valueOf(shown.document, field);
    if (value.value === was) {
      close(field);
      return;
    }
    correctField(bridge, view, shown, field, value.value).then((done) => {
      if (!done) {
        setFailure('failed');
        return;
      }
      close(field);
      setSaid(t('correct:saved', { field: t(`field.${field}`) }));
    }, () => setFailure('failed'));
  }, [bridge, view, shown, close, t]);

  const undo = useCallback((field: CorrectableField, correctionId: CorrectionId) => {
    bridge.ask('correction.undo', { letterId: view.kept.letterId, correctionId }).then(() => {
      setSaid(t('correct:undone', { field: t(`field.${field}`) }));
      focusField(field);
    }, () => setSaid(t('common.failed')));
  }, [bridge, view.kept.letterId, t]);

  const stopRule = useCallback((ruleId: string) => {
    bridge.ask('rule.stop', { ruleId, stopped: true }).catch(() => setSaid(t('common.failed')));
  }, [bridge, t]);

  return { editing, failure, said, start, leave, save, undo, stopRule };
}

/** Journals what a person made of a field, with what they had before them. False: it was not kept. */
export async function correctField(bridge: AppBridge, view: LetterView, shown: ShownDocument, field: CorrectableField, value: string | null): Promise<boolean> {
  const { document, digest } = shown;
  const answer = await bridge.ask('field.correct', {
    letterId: view.kept.letterId,
    correction: {
      document: { digest, number: document.number, type: document.type },
      field, was: valueOf(document, field), value, sender: (view.stageOne?.header.from[0]?.address ?? '').toLowerCase(), unitKey: view.sender.unitKey,
    },
  });
  return answer.ok;
}

function focusField(field: CorrectableField): void {
  document.querySelector<HTMLElement>(`#reading-pane [data-value="${field}"]`)?.focus();
}
