import {
  CheckmarkCircle20Filled, DismissCircle20Filled, Info20Regular, QuestionCircle20Regular, Warning20Filled,
} from '@fluentui/react-icons';
import { assertNever } from '../../core/base/assert-never';
import type { Tone } from './tone';

export function ToneIcon({ tone }: { readonly tone: Tone }) {
  switch (tone) {
    case 'good': return <CheckmarkCircle20Filled aria-hidden />;
    case 'warn': return <Warning20Filled aria-hidden />;
    case 'bad': return <DismissCircle20Filled aria-hidden />;
    case 'neutral': return <QuestionCircle20Regular aria-hidden />;
    case 'info': return <Info20Regular aria-hidden />;
    default: return assertNever(tone);
  }
}
