import type { CustomerKey } from '../domain/keys.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { ApiDeps } from './deps.ts';
import type { ImportRow, ReadImport, Refusal } from './import-rows.ts';
import { isOwnKey } from './key-fields.ts';
import { ProblemError } from './problem.ts';
import { type Recorder, recordRow } from './record-row.ts';
import { saveCustomer } from './save-customer.ts';

export type Imported = {
  readonly read: number;
  readonly recorded: number;
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
};

/** Reads and writes under way at once: a thousand rows stay well under the gateway's half minute. */
const AT_ONCE = 16;

/**
 * Records the good rows of a file. A repeat, of the file or of a row, changes nothing, because a row is known by its key; so may the
 * same file be sent again after a crash, or twice at once.
 */
export const importTransactions = async (deps: ApiDeps, { read, rows, refused }: ReadImport, recorder: Recorder): Promise<Imported> => {
  const known = await knownCustomers(deps, rows, recorder);
  // Rows of one key one after the other, so that the first of a file holds.
  const groups = [...Map.groupBy(rows, ({ key }) => key).values()];
  const results = await inParallel(AT_ONCE, groups, async (group) => {
    const told: (Refusal | 'recorded' | 'unchanged')[] = [];
    for (const row of group) told.push(await recordRow(deps, row, { known, recorder }));
    return told;
  });
  const told = results.flat();
  const refusals = [...refused, ...told.filter((result) => typeof result === 'object')];
  return {
    read,
    recorded: told.filter((result) => result === 'recorded').length,
    unchanged: told.filter((result) => result === 'unchanged').length,
    refused: refusals.sort((a, b) => a.row - b.row),
  };
};

/**
 * The customers of the team's own rows that are known, or are made known because a row names their partner. All of them come first,
 * so that the order of the rows does not matter.
 */
const knownCustomers = async (deps: ApiDeps, rows: readonly ImportRow[], { isDryRun }: Recorder): Promise<ReadonlySet<CustomerKey>> => {
  const groups = [
    ...Map.groupBy(
      rows.filter(({ key }) => isOwnKey(key)),
      ({ said }) => said.customerKey,
    ),
  ];
  const known = await inParallel(AT_ONCE, groups, async ([key, group]) => {
    if ((await deps.ledger.readCustomer(key)) !== undefined) return [key];
    const partnerKey = group.find((row) => row.partnerKey !== undefined)?.partnerKey;
    if (partnerKey === undefined) return [];
    if (!isDryRun) await createCustomer(deps, key, partnerKey);
    return [key];
  });
  return new Set(known.flat());
};

const createCustomer = async (deps: ApiDeps, key: CustomerKey, partnerKey: ImportRow['partnerKey']): Promise<void> => {
  const said = { partnerKey, email: undefined, name: undefined };
  try {
    await saveCustomer(deps, { key, said, providerKeys: [], since: null });
  } catch (error) {
    // Somebody else named it meanwhile, with another partner: it is known, and the partner of a known customer is not ours to change.
    if (!(error instanceof ProblemError && error.kind === 'conflict')) throw error;
  }
};
