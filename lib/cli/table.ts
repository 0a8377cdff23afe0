import Table from 'cli-table3';

type Column = { readonly name: string; readonly align?: 'left' | 'right' };

/** Columns side by side, without lines, so that an answer can be cut and pasted. Wider than the terminal when its cells are. */
export const tableText = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  const table = new Table({
    head: columns.map(({ name }) => name),
    colAligns: columns.map(({ align = 'left' }) => align),
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString().replace(/ +$/gm, '');
};

const EDGES = ['top', 'bottom', 'left', 'right', 'mid'];
const CORNERS = ['-mid', '-left', '-right'];
const NO_LINES = {
  ...Object.fromEntries(EDGES.flatMap((edge) => [edge, ...CORNERS.map((corner) => `${edge}${corner}`)]).map((name) => [name, ''])),
  middle: '  ',
};
