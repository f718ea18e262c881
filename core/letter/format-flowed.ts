/**
 * Joins the soft-broken lines of text/plain; format=flowed (RFC 3676). Quote depth is kept; a signature separator
 * ("-- ") never flows. `delSp`: the blank before a break was added by the sender.
 */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  let open: { depth: number; text: string } | null = null;
  for (const line of text.split('\n')) {
    const quotes = /^>*/.exec(line)?.[0].length ?? 0;
    const unstuffed = line.slice(quotes).replace(/^ /, '');
    const flows = unstuffed.endsWith(' ') && unstuffed !== '-- ';
    const piece = flows && delSp ? unstuffed.slice(0, -1) : unstuffed;
    if (open !== null && (open.depth !== quotes || unstuffed === '-- ')) {
      out.push(quoted(open.depth, open.text));
      open = null;
    }
    const joined: string = open === null ? piece : open.text + piece;
    if (flows) {
      open = { depth: quotes, text: joined };
    } else {
      out.push(quoted(quotes, joined));
      open = null;
    }
  }
  if (open !== null) out.push(quoted(open.depth, open.text));
  return out.join('\n');
}

function quoted(depth: number, text: string): string {
  return depth === 0 ? text : `${'>'.repeat(depth)} ${text}`;
}
