import type { Table } from '../section.ts';
import type { Took } from './measured-processor.ts';

type Units = Pick<Took, 'write' | 'read'>;
type Least = Units & { readonly of: string; readonly why: string };

/**
 * What any design takes that keeps each event with its body in a record, each payment in a row, and lists payments by an index, when each
 * item is within 1 KB. Reckoned, not measured.
 */
const LEAST = {
  payment: { write: 3, read: 3, of: 'record, row, index entry; read: record, row, link', why: '' },
  duplicate: { write: 0, read: 1, of: 'read: record', why: '' },
  refund: {
    ...{ write: 3, read: 2, of: 'record, row, index entry; read: record, row' },
    why: 'the link is read at every write of the row, or a claim that came meanwhile could be missed',
  },
  ignored: { write: 1, read: 1, of: 'record; read: record', why: '' },
  waiting: {
    ...{
      write: 6,
      read: 6,
      of: 'record, row, index entry; row, out of one index, into another; read: record, row, link, who waits, row, link',
    },
    why: 'an index lags, so an entry says strongly who waits: put and deleted; and the link is read again after the row is written',
  },
} as const satisfies Readonly<Record<string, Least>>;

/** By the same names what was measured. */
export const floorTable = (measured: Readonly<Record<keyof typeof LEAST, Units>>): Table & { readonly caption: string } => ({
  caption:
    'The least that any design takes which has a record, a row and an index, reckoned, beside what was measured, as `write + read` units.',
  head: ['event', 'least', 'ours', 'made of', 'why more'],
  rows: [
    ['first payment of a known customer', ...cells(LEAST.payment, measured.payment)],
    ['the same once more', ...cells(LEAST.duplicate, measured.duplicate)],
    ['a refund of it', ...cells(LEAST.refund, measured.refund)],
    ['means nothing to the ledger', ...cells(LEAST.ignored, measured.ignored)],
    ['waits, and is released', ...cells(LEAST.waiting, measured.waiting)],
  ],
});

const cells = ({ of, why, ...least }: Least, ours: Units): readonly string[] => [unitsText(least), unitsText(ours), of, why];

const unitsText = ({ write, read }: Units): string => `${write} + ${read}`;
