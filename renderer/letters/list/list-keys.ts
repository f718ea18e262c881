/** Where a key leads in a list of `count` rows; null: the key means nothing here. Page keys move by the rows in sight. */
export function rowAfterKey(key: string, current: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const clamp = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowDown': return clamp(current + 1);
    case 'ArrowUp': return current < 0 ? 0 : clamp(current - 1);
    case 'PageDown': return clamp(Math.max(current, 0) + page);
    case 'PageUp': return clamp(current - page);
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return null;
  }
}
