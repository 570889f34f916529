/**
 * What a spreadsheet puts on the clipboard: cells between tabs, rows between line breaks, and in quotes a cell that holds
 * either (a quote inside is doubled).
 */
export function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  const all = text.replaceAll('\r\n', '\n').replace(/\n$/u, '');
  for (let at = 0; at < all.length; at += 1) {
    const sign = all.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (all.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  return rows;
}
