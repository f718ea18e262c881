import {
  CheckmarkCircle20Filled, DismissCircle20Filled, Info20Regular, QuestionCircle20Regular, Warning20Filled,
} from '@fluentui/react-icons';
import type { ComponentType } from 'react';
import type { Tone } from './tone';

const icons: Readonly<Record<Tone, ComponentType<{ readonly 'aria-hidden': true }>>> = {
  good: CheckmarkCircle20Filled, warn: Warning20Filled, bad: DismissCircle20Filled, neutral: QuestionCircle20Regular, info: Info20Regular,
};

export function ToneIcon({ tone }: { readonly tone: Tone }) {
  const Icon = icons[tone];
  return <Icon aria-hidden />;
}
