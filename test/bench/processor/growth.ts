import { customerKey } from '../../../functions/domain/keys.ts';
import type { Put } from '../../../functions/ledger/ledger.ts';
import type { Table } from '../section.ts';
import { chargeOf, customerKeyOf, customerOf, linkOf, refundOf } from './deliveries.ts';
import type { MeasuredProcessor, Processors } from './measured-processor.ts';
import { warm } from './warm.ts';

/** What a refund takes when the row had so many events, and a payment when its link was claimed so often. */
export const measureGrowth = async (processors: Processors): Promise<readonly (Table & { readonly caption: string })[]> => [
  {
    caption: 'A further refund of a payment whose row has had so many events.',
    head: ['events before', 'write units', 'read units', 'requests'],
    rows: await rowsOfEvents(await warm(processors)),
  },
  {
    caption: 'A payment whose link has so many claims of one customer: each event of a provider that names both leaves one.',
    head: ['claims', 'read units', 'requests'],
    rows: await rowsOfClaims(processors),
  },
];

const EVENTS = [1, 5, 10, 20, 50];

const rowsOfEvents = async ({ batch, took }: MeasuredProcessor): Promise<readonly (readonly string[])[]> => {
  const rows: (readonly string[])[] = [];
  await batch([customerOf()]);
  await batch([chargeOf('a')]);
  for (let before = 1; before <= Math.max(...EVENTS); before += 1) {
    const { write, read, requests } = await took(() => batch([refundOf('a', before)]), { kind: 'free' });
    if (EVENTS.includes(before)) rows.push([before, write, read, requests].map(String));
  }
  return rows;
};

const CLAIMS = [1, 10, 100, 1_000];
const PUTS_AT_ONCE = 50;

const rowsOfClaims = async (processors: Processors): Promise<readonly (readonly string[])[]> => {
  const rows: (readonly string[])[] = [];
  for (const claims of CLAIMS) {
    const { ledger, batch, took } = await warm(processors);
    await batch([customerOf()]);
    const puts = Array.from({ length: claims - 1 }, (_, count) => aClaim(count));
    for (let at = 0; at < puts.length; at += PUTS_AT_ONCE) await ledger.write(puts.slice(at, at + PUTS_AT_ONCE));
    const { read, requests } = await took(() => batch([chargeOf('a')]), { kind: 'free' });
    rows.push([claims, read, requests].map(String));
  }
  return rows;
};

/** As an event leaves it. */
const aClaim = (count: number): Put => {
  const [target, id] = [customerKey(customerKeyOf(1)), `evt_1RCustomer${String(count).padStart(12, '0')}`];
  const at = Date.UTC(2026, 0, 1, 0, count);
  const version = { at, rank: 1, id, hash: 'mXk2vV8fS0cT1rQz' } as const;
  const claim = { target, from: at, by: 'event', version } as const;
  return { kind: 'claim', item: { providerKey: linkOf(1), claim } };
};
