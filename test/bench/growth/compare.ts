import type { Goal } from '../section.ts';
import { ratioText, type Spread, spreadOf, spreadText } from '../stats.ts';
import type { Lab, Taken } from './lab.ts';

/** Something that is done in one of the ledgers; the round says which time it is, from 0 on. */
export type Step = (round: number) => Promise<unknown>;

/** The same thing done where there is little and where there is much. */
export type Comparison = {
  readonly what: string;
  readonly few: { readonly lab: Lab; readonly step: Step };
  readonly many: { readonly lab: Lab; readonly step: Step };
  readonly rounds: number;
};

export type Compared = {
  readonly what: string;
  readonly few: Measured;
  readonly many: Measured;
  /** It looks at all that there is, and must. */
  readonly grows?: true;
};
export type Measured = { readonly read: Spread; readonly write: Spread; readonly requests: Spread; readonly ms: Spread };

/**
 * Does both in turns, the one first and then the other first, and looks at what each step took. Another round before them only warms up,
 * unless there is but one.
 */
export const compare = async ({ what, few, many, rounds }: Comparison): Promise<Compared> => {
  const seen = { few: [] as Seen[], many: [] as Seen[] };
  for (let round = rounds === 1 ? 1 : 0; round <= rounds; round += 1) {
    for (const side of round % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const)) {
      const { lab, step } = side === 'few' ? few : many;
      lab.taken();
      const startedAt = performance.now();
      await step(round);
      const ms = performance.now() - startedAt;
      if (round > 0) seen[side].push({ ...lab.taken(), ms });
    }
  }
  return { what, few: measuredOf(seen.few), many: measuredOf(seen.many) };
};

type Seen = Taken & { readonly ms: number };

const measuredOf = (seen: readonly Seen[]): Measured => ({
  read: spreadOf(seen.map(({ read }) => read)),
  write: spreadOf(seen.map(({ write }) => write)),
  requests: spreadOf(seen.map(({ requests }) => requests)),
  ms: spreadOf(seen.map(({ ms }) => ms)),
});

export const growing = (compared: Compared): Compared => ({ ...compared, grows: true });

/** Whether all that should took no more request units where there is much, in every round. */
export const flatGoal = (text: string, compared: readonly Compared[]): Goal => {
  const flat = compared.filter(({ grows }) => grows === undefined);
  const other = flat.filter(({ few, many }) => !isNoMore(few, many)).map(({ what }) => what);
  const ratios = spreadOf(flat.map(({ few, many }) => many.ms.median / few.ms.median));
  const seen = other.length === 0 ? `all ${flat.length} do` : `not ${other.join('; ')}`;
  return { text, reached: other.length === 0, seen: `${seen}; ratio of times ${spreadText(ratios, 2)}` };
};

const isNoMore = (few: Measured, many: Measured): boolean => many.read.max <= few.read.max && many.write.max <= few.write.max;

export const HEAD = (few: string, many: string): readonly string[] => [
  'what',
  `units at ${few}: read, write`,
  `at ${many}`,
  `ms at ${few}`,
  `at ${many}`,
  'ratio of times',
];

export const rowOf = ({ what, few, many }: Compared): readonly string[] => [
  what,
  unitsText(few),
  unitsText(many),
  spreadText(few.ms),
  spreadText(many.ms),
  ratioText(many.ms, few.ms),
];

const unitsText = ({ read, write }: Measured): string => `${rangeText(read)}, ${rangeText(write)}`;

/** One figure where every round took the same. */
const rangeText = ({ min, max }: Spread): string => (min === max ? figure(min) : `${figure(min)}–${figure(max)}`);
const figure = (units: number): string => (Number.isInteger(units) ? units : units.toFixed(1)).toLocaleString('en-US');

/** The same step in both ledgers, by its name and how often. */
export const comparing =
  (few: Lab, many: Lab) =>
  (what: string, rounds: number, step: (lab: Lab, round: number) => Promise<unknown>): Promise<Compared> =>
    compare({
      what,
      rounds,
      few: { lab: few, step: (round) => step(few, round) },
      many: { lab: many, step: (round) => step(many, round) },
    });
