import type { CustomerKey, PartnerKey } from '../domain/keys.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { ApiDeps } from './deps.ts';
import type { ImportRow, ReadImport, Refusal } from './import-rows.ts';
import { isOwnKey } from './key-fields.ts';
import { ProblemError } from './problem.ts';
import { recordRows } from './record-rows.ts';
import { saveCustomer } from './save-customer.ts';

export type Imported = {
  readonly read: number;
  readonly recorded: number;
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
};

/** Customers that are created at once. */
const AT_ONCE = 16;

/**
 * Records the good rows of a file, or in a dry run only says what would become of them. A repeat, of the file or of a row, changes
 * nothing, because a row is known by its key; so may the same file be sent again after a crash, or twice at once.
 */
export const importTransactions = async (deps: ApiDeps, { read, rows, refused }: ReadImport, isDryRun: boolean): Promise<Imported> => {
  const known = await knownCustomers(deps, rows, isDryRun);
  const told = await recordRows(deps, rows, { known, isDryRun });
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
const knownCustomers = async (deps: ApiDeps, rows: readonly ImportRow[], isDryRun: boolean): Promise<ReadonlySet<CustomerKey>> => {
  const own = rows.filter(({ key }) => isOwnKey(key));
  const stored = await deps.ledger.readCustomers(own.map(({ said }) => said.customerKey));
  const known = new Set(stored.map(({ key }) => key));
  const partners = new Map<CustomerKey, PartnerKey>();
  for (const { partnerKey, said } of own) {
    if (partnerKey !== undefined && !known.has(said.customerKey) && !partners.has(said.customerKey))
      partners.set(said.customerKey, partnerKey);
  }
  if (!isDryRun) await inParallel(AT_ONCE, [...partners], ([key, partnerKey]) => createCustomer(deps, key, partnerKey));
  return new Set([...known, ...partners.keys()]);
};

const createCustomer = async (deps: ApiDeps, key: CustomerKey, partnerKey: PartnerKey): Promise<void> => {
  const said = { partnerKey, email: undefined, name: undefined };
  try {
    await saveCustomer(deps, { key, said, providerKeys: [], since: null });
  } catch (error) {
    // Somebody else named it meanwhile, with another partner: it is known, and the partner of a known customer is not ours to change.
    if (!(error instanceof ProblemError && error.kind === 'conflict')) throw error;
  }
};
