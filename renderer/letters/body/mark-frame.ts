/** Marks the first place in a document where these words stand, whatever the white space between them; returns it, or null. */
export function markWords(document: Document, words: string): HTMLElement | null {
  const wanted = words.replace(/\s+/g, '');
  if (wanted === '') return null;
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node as Text);
  const places: { readonly node: Text; readonly offset: number }[] = [];
  let all = '';
  for (const node of nodes) {
    for (let offset = 0; offset < node.data.length; offset += 1) {
      const character = node.data.charAt(offset);
      if (/\s/.test(character)) continue;
      all += character;
      places.push({ node, offset });
    }
  }
  const at = all.normalize('NFC') === all ? all.indexOf(wanted) : -1;
  return at < 0 ? null : wrap(document, places.slice(at, at + wanted.length));
}

function wrap(document: Document, places: readonly { readonly node: Text; readonly offset: number }[]): HTMLElement | null {
  let first: HTMLElement | null = null;
  const byNode = new Map<Text, { start: number; end: number }>();
  for (const { node, offset } of places) {
    const known = byNode.get(node);
    if (known === undefined) byNode.set(node, { start: offset, end: offset + 1 });
    else known.end = offset + 1;
  }
  for (const [node, { start, end }] of byNode) {
    const middle = node.splitText(start);
    middle.splitText(end - start);
    const mark = document.createElement('mark');
    middle.replaceWith(mark);
    mark.append(middle);
    first ??= mark;
  }
  return first;
}

export function clearMarks(document: Document): void {
  for (const mark of document.querySelectorAll('mark')) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
}
