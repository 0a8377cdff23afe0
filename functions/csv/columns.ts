/** The columns of a file of transactions, as an export writes them. An import takes them in any order, the optional ones or not. */
export const COLUMNS = [
  'customer_key',
  'amount',
  'currency',
  'key',
  'category_key',
  'product_key',
  'occurred_at',
  'partner_key',
] as const satisfies readonly string[];

export type Column = (typeof COLUMNS)[number];

export const REQUIRED_COLUMNS: readonly Column[] = ['customer_key', 'amount', 'currency', 'key'];

export type HeaderProblem = { readonly column: string; readonly problem: string };

/** What is wrong with a header; nothing when it names every required column, and each column that it names is one of ours, once. */
export const headerProblems = (header: readonly string[]): readonly HeaderProblem[] => {
  if (!header.some(isColumn)) return [{ column: 'header', problem: `must name the columns, among them ${REQUIRED_COLUMNS.join(', ')}` }];
  const unknown = header.filter((name) => !isColumn(name)).map((name) => ({ column: shortened(name), problem: 'unknown column' }));
  const repeated = header.filter((name, at) => isColumn(name) && header.indexOf(name) !== at);
  return [
    ...REQUIRED_COLUMNS.filter((name) => !header.includes(name)).map((column) => ({ column, problem: 'is missing in the header' })),
    ...unknown,
    ...repeated.map((column) => ({ column, problem: 'is twice in the header' })),
  ];
};

export const isColumn = (name: string): name is Column => COLUMNS.some((column) => column === name);

const shortened = (name: string): string => (name.length <= 40 ? name : `${name.slice(0, 39)}…`);
