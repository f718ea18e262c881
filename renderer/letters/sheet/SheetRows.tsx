/** Names and values as a table: a description list falls apart between two pages. */
export function SheetRows({ rows }: { readonly rows: readonly (readonly [name: string, value: string])[] }) {
  return (
    <table>
      <tbody>{rows.map(([name, value], index) => <tr key={index}><th scope="row">{name}</th><td className={/^([0-9A-F]{4} ){3}|^SHA/.test(value) ? 'print' : undefined}>{value}</td></tr>)}</tbody>
    </table>
  );
}
