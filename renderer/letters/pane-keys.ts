/** The panes from left to right, as F6 goes through them (Shift: back). */
const panes = ['queue-pane', 'letter-list', 'reading-pane'] as const;

/** Which pane F6 leads to from the one that holds the focus (-1: none does). */
export function nextPane(current: number, backwards: boolean): number {
  if (current < 0) return backwards ? panes.length - 1 : 0;
  return (current + (backwards ? panes.length - 1 : 1)) % panes.length;
}

export function goToNextPane(backwards: boolean): void {
  const current = panes.findIndex((id) => document.getElementById(id)?.contains(document.activeElement) ?? false);
  const next = document.getElementById(panes[nextPane(current, backwards)] ?? panes[0]);
  const chosen = next?.querySelector<HTMLElement>('[aria-current="true"]') ?? next;
  chosen?.focus();
}
