import { type CustomerKey, customerKey } from '../../domain/keys.ts';
import type { Version } from '../../domain/version.ts';
import type { EventRecord } from '../../ledger/event-record.ts';
import type { JobNote } from '../../ledger/job.ts';
import type { CustomerItem } from '../../ledger/rows.ts';
import type { ProcessDeps } from '../deps.ts';
import { ofKind } from '../facts.ts';
import type { Reading } from '../reading.ts';

/**
 * The customers who still bear what an older reading of an event told of them. Customers and their links are not rebuilt: partners,
 * names and links are claims that stay, and the team's own word corrects each of them.
 */
export const staleCustomers = async (deps: ProcessDeps, record: EventRecord, readings: readonly Reading[]): Promise<readonly JobNote[]> => {
  const customers = await Promise.all(record.customerKeys.map((key) => deps.ledger.readCustomer(customerKey(key))));
  const hashes = readings.map(({ hash }) => hash);
  const isOfThen = ({ id, hash = '' }: Version) => id === record.eventId && !hashes.includes(hash);
  return customers
    .filter((customer) => customer !== undefined)
    .filter((customer) => wordsIn(customer).some(([word, version]) => isOfThen(version) && !tells(readings, customer.key, word)))
    .map(({ key }) => ({ key: nameOf(key), reason: `Not rebuilt: it still bears what ${record.key} told as it was read before` }));
};

const wordsIn = ({ facts: { partners, email, name } }: CustomerItem): readonly (readonly [word: string, Version])[] => [
  ...Object.entries(partners),
  ...[email, name].flatMap((dated) => (dated === undefined ? [] : [[dated.value, dated.version] as const])),
];

const tells = (readings: readonly Reading[], customer: CustomerKey, word: string): boolean =>
  ofKind(
    readings.flatMap(({ ledgerEvents }) => ledgerEvents),
    'customer',
  ).some((event) => event.customerKey === customer && [event.partnerKey, event.email, event.name].includes(word));

const nameOf = (key: CustomerKey): string => `customer:${key}`;
