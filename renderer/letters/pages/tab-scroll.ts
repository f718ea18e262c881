/** what stays visible of the neighbours, so that there seems to be more, in CSS pixels */
const peek = 24;

/** Where a line of tabs must stand for one of them to be seen whole, moved as little as possible; lengths in CSS pixels. */
export function scrollToShow(line: { readonly from: number; readonly room: number }, tab: { readonly left: number; readonly width: number }): number {
  const latest = Math.max(0, tab.left - peek);
  const earliest = tab.left + tab.width + peek - line.room;
  // a tab wider than the line is seen from its beginning
  return Math.min(Math.max(line.from, earliest), latest);
}
