import { createHash } from 'node:crypto';
import { canonicalJson } from '../../functions/domain/canonical-json.ts';
import { isRecord } from '../../functions/platform/record.ts';

/** A part's secret, as it stands in the store. */
export type PartSecret = Readonly<Record<string, unknown>>;

/** One of several values that verify at this moment. */
export type LiveValue = {
  readonly list: string;
  /** Its place in the list, from 0: the oldest first. */
  readonly position: number;
  /** Tells two values apart and nothing of what they are. */
  readonly fingerprint: string;
  /** What of it is no secret: a user name, the name of an API key. */
  readonly label: string | null;
};

/** Every live value, list by list. */
export const liveValues = (secret: PartSecret): readonly LiveValue[] =>
  Object.keys(secret).flatMap((list) =>
    valuesOf(secret, list).map((value, position) => ({ list, position, fingerprint: fingerprintOf(value), label: labelOf(value) })),
  );

/** The secret with one more value at the end of a list; the same secret when it is there already. */
export const withValue = (secret: PartSecret, list: string, value: unknown): PartSecret =>
  valuesOf(secret, list).some((live) => canonicalJson(live) === canonicalJson(value))
    ? secret
    : { ...secret, [list]: [...valuesOf(secret, list), value] };

/** The secret without the value at a place of a list. */
export const withoutValue = (secret: PartSecret, { list, position }: Pick<LiveValue, 'list' | 'position'>): PartSecret => ({
  ...secret,
  [list]: valuesOf(secret, list).filter((_, at) => at !== position),
});

/** A list that a person broke by hand holds nothing, as it verifies nothing. */
export const valuesOf = (secret: PartSecret, list: string): readonly unknown[] => {
  const values = secret[list];
  return Array.isArray(values) ? values : [];
};

/** Eight digits tell a handful of values apart, and are too few to check guesses at a password with. */
const fingerprintOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 8);

const labelOf = (value: unknown): string | null => {
  if (!isRecord(value)) return null;
  const { username, name, scope } = value;
  if (typeof username === 'string') return username;
  return typeof name === 'string' ? `${name} (${scope})` : null;
};
