import { useState } from 'react';
import type { Result } from '../../core/base/result';
import type { NumberFailure, NumberFailureCode } from '../../core/model/register';

/** One question to main at a time, and the word it was refused with; 'bug' where it did not answer at all. */
export function useAsking(): { readonly busy: boolean; readonly failure: NumberFailureCode | 'bug' | null; readonly run: <Value>(asked: Promise<Result<Value, NumberFailure>>, done: (value: Value) => void) => void } {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<NumberFailureCode | 'bug' | null>(null);
  const run = <Value>(asked: Promise<Result<Value, NumberFailure>>, done: (value: Value) => void) => {
    setBusy(true);
    setFailure(null);
    asked.then((answer) => {
      setBusy(false);
      if (answer.ok) done(answer.value);
      else setFailure(answer.failure.code);
    }, () => {
      setBusy(false);
      setFailure('bug');
    });
  };
  return { busy, failure, run };
}
