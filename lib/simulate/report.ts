import { tableText } from '../cli/table.ts';
import { countText } from '../cli/times.ts';
import type { Checked } from './check.ts';
import type { Problem, Tally } from './options.ts';

export type Result = {
  readonly tallies: readonly Tally[];
  readonly problems: readonly Problem[];
  /** Undefined when the ledger was not looked at. */
  readonly checked: Checked | undefined;
};

const MOST_SHOWN = 20;

const COUNTS = ['events', 'sent', 'repeated', 'retried', 'refused'] as const;

/** One row for each provider, as it is printed and as programs get it. */
export const rowsOf = ({ tallies, problems, checked }: Result) => [
  ...tallies.map((tally) => ({
    ...tally,
    ...(checked !== undefined && { recorded: checked.recorded(tally.provider), waiting: checked.waiting(tally.provider) }),
    differences: problems.filter(({ of }) => of === tally.provider).length,
  })),
];

/** The table, and the first differences in words. */
export const reportText = (result: Result): string => {
  const rows = rowsOf(result);
  const columns = [...COUNTS, ...(result.checked === undefined ? [] : (['recorded', 'waiting'] as const)), 'differences'] as const;
  const head = [{ name: 'PROVIDER' }, ...columns.map((name) => ({ name: name.toUpperCase(), align: 'right' as const }))];
  const cells = rows.map((row) => [row.provider, ...columns.map((name) => (row[name] ?? 0).toLocaleString('en-US'))]);
  return [tableText(head, cells), ...problemLines(result.problems)].join('\n');
};

const problemLines = (problems: readonly Problem[]): readonly string[] => {
  if (problems.length === 0) return [];
  const more = problems.length - MOST_SHOWN;
  const shown = problems.slice(0, MOST_SHOWN).map(({ sentence }) => `  ${sentence}`);
  return ['', `${countText(problems.length, 'difference')}:`, ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])];
};
