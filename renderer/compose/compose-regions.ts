/** The regions as F6 goes through them (Shift: back); those that are not there are passed over. */
const regions = ['compose-tools', 'compose-form', 'compose-text', 'compose-side'] as const;

export function goToNextRegion(backwards: boolean): void {
  const there = regions.flatMap((id) => document.getElementById(id) ?? []);
  if (there.length === 0) return;
  const current = there.findLastIndex((region) => region.contains(document.activeElement));
  const next = there[current < 0 ? (backwards ? there.length - 1 : 0) : (current + (backwards ? there.length - 1 : 1)) % there.length];
  const goal = next?.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled]), button:not([disabled])') ?? next;
  goal?.focus();
}
