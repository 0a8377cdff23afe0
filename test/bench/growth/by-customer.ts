import { partnerKey } from '../../../functions/domain/keys.ts';
import type { Work } from '../../../functions/ledger/work.ts';
import { NOW } from '../../support/processor.ts';
import type { Table } from '../section.ts';
import { NEW } from './by-rows.ts';
import { type Compared, compare, growing, HEAD, rowOf } from './compare.ts';
import { aCharge, aCustomerUpdate } from './deliveries.ts';
import { customerOf, stripeCustomer } from './ids.ts';
import type { Lab } from './lab.ts';
import { customerItems, type ItemOf, itemsOf, type LoadedRow } from './rows.ts';

/** Two customers beside all others, each the only one of its partner. */
const FEW = { customer: 7_000_001, first: 500_000_000, partner: partnerKey('partner-of-few') };
const MANY = { customer: 7_000_002, first: 600_000_000, partner: partnerKey('partner-of-crowd') };
type Owner = typeof FEW;

export const ROWS_OF_FEW = 1_000;
/** As many as a reclaim puts into one message. */
const ROWS_OF_MESSAGE = 25;
const HOUR_MS = 3_600_000;

/** What stands in the larger ledger for this besides. */
export const crowdItems = (rows: number, itemOf: ItemOf) => ({
  customers: [FEW, MANY].flatMap(({ customer, partner }) => customerItems(customer, partner)),
  transactions: itemsOf(crowdRows({ few: ROWS_OF_FEW, many: rows }), itemOf),
});

function* crowdRows({ few, many }: { readonly few: number; readonly many: number }): Generator<LoadedRow, void> {
  for (const [{ first, customer }, count] of [
    [FEW, few],
    [MANY, many],
  ] as const) {
    for (let at = 1; at <= count; at += 1) yield { serial: first + at, customer, owner: customerOf(customer), hours: at };
  }
}

/** What one event or one call takes where a customer has few rows and where it has many, in the same ledger. */
export const compareByCustomer = async (lab: Lab, rounds: number): Promise<readonly Compared[]> => {
  const both = (what: string, times: number, step: (owner: Owner, round: number) => Promise<unknown>) =>
    compare({
      what,
      rounds: times,
      few: { lab, step: (round) => step(FEW, round) },
      many: { lab, step: (round) => step(MANY, round) },
    });
  const charge = ({ first, customer }: Owner, n: number) => aCharge({ serial: first + NEW + n, customer, secondsAgo: 60 });
  const list = ({ customer }: Owner) => `/v1/customers/${customerOf(customer)}/transactions?limit=25`;
  const revenue = ({ partner }: Owner) => `/v1/partners/${partner}/revenue`;
  const lately = new Date(NOW.getTime() - 500 * HOUR_MS).toISOString();
  const middle = await cursors(lab, list);
  return [
    await both('a payment', rounds, (owner, n) => lab.process(charge(owner, n))),
    await both('the newest 25 of its transactions', rounds, (owner) => lab.get(list(owner))),
    await both('the 25 after the 500th', rounds, (owner) => lab.get(`${list(owner)}&cursor=${middle(owner)}`)),
    await both("its partner's revenue of 500 hours", rounds, (owner) => lab.get(`${revenue(owner)}?from=${lately}`)),
    growing(await both("its partner's revenue of all times", 1, (owner) => lab.answered(revenue(owner)))),
    ...(await compareReclaim(lab)),
  ];
};

/** The cursor after the 500th transaction, which the list gives. */
const cursors = async (lab: Lab, list: (owner: Owner) => string) => {
  const after = async (owner: Owner): Promise<string> => {
    const first = await lab.get(list(owner).replace('limit=25', 'limit=250'));
    return (await lab.get(`${list(owner).replace('limit=25', 'limit=250')}&cursor=${first.next_cursor}`)).next_cursor;
  };
  const [few, many] = [await after(FEW), await after(MANY)];
  return (owner: Owner): string => (owner === FEW ? few : many);
};

/** The link of each is claimed for somebody else, for all times: every row of theirs is looked at again. */
const compareReclaim = async (lab: Lab): Promise<readonly Compared[]> => {
  const claim = (owner: Owner) => lab.process(aCustomerUpdate({ serial: owner.first + 2 * NEW, customer: owner.customer, key: 0 }));
  const reclaim = ({ customer }: Owner): Work => ({
    kind: 'reclaim',
    providerKey: `stripe:customer:${stripeCustomer(customer)}`,
    from: null,
  });
  const whole = async (owner: Owner) => {
    lab.queue.splice(0, Number.POSITIVE_INFINITY, reclaim(owner));
    for (let work = takeOff(lab, 'reclaim'); work !== undefined; work = takeOff(lab, 'reclaim')) await lab.work(work);
  };
  const sides = (step: (owner: Owner, round: number) => Promise<unknown>) => ({
    few: { lab, step: (round: number) => step(FEW, round) },
    many: { lab, step: (round: number) => step(MANY, round) },
  });
  for (const owner of [FEW, MANY]) await claim(owner);
  const messages = new Map<Owner, readonly Work[]>();
  const find = async (owner: Owner) => {
    await whole(owner);
    messages.set(
      owner,
      lab.queue.splice(0).filter((work) => work.kind === 'resolve' && work.rows.length === ROWS_OF_MESSAGE),
    );
  };
  const found = await compare({ what: 'a late claim: to find its rows, 25 a message', rounds: 1, ...sides(find) });
  const resolve = (owner: Owner, round: number) => lab.work(messages.get(owner)?.[round] ?? reclaim(owner));
  // The oldest come first: what was paid before the claim keeps its customer, and so nothing is written.
  return [growing(found), await compare({ what: 'to resolve 25 of them again', rounds: 5, ...sides(resolve) })];
};

const takeOff = ({ queue }: Lab, kind: Work['kind']): Work | undefined => {
  const at = queue.findIndex((work) => work.kind === kind);
  return at < 0 ? undefined : queue.splice(at, 1)[0];
};

export const byCustomerTable = (compared: readonly Compared[], rows: number): Table & { readonly caption: string } => ({
  caption: `The transactions of one customer grow from ${ROWS_OF_FEW.toLocaleString('en-US')} to ${rows.toLocaleString('en-US')}; its partner has no other customer.`,
  head: HEAD(ROWS_OF_FEW.toLocaleString('en-US'), rows.toLocaleString('en-US')),
  rows: compared.map(rowOf),
});
