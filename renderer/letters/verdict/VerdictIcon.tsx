import {
  Shield16Regular, Shield20Regular, ShieldCheckmark16Filled, ShieldCheckmark20Filled, ShieldDismiss16Filled, ShieldDismiss20Filled,
  ShieldQuestion16Filled, ShieldQuestion20Filled,
} from '@fluentui/react-icons';
import { assertNever } from '../../../core/base/assert-never';
import type { Tone } from '../../ui/tone';

export function VerdictIcon({ tone, small }: { readonly tone: Tone; readonly small: boolean }) {
  switch (tone) {
    case 'good': return small ? <ShieldCheckmark16Filled aria-hidden /> : <ShieldCheckmark20Filled aria-hidden />;
    case 'bad': return small ? <ShieldDismiss16Filled aria-hidden /> : <ShieldDismiss20Filled aria-hidden />;
    case 'warn': return small ? <ShieldQuestion16Filled aria-hidden /> : <ShieldQuestion20Filled aria-hidden />;
    case 'neutral':
    case 'info': return small ? <Shield16Regular aria-hidden /> : <Shield20Regular aria-hidden />;
    default: return assertNever(tone);
  }
}
