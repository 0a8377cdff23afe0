import type { Event, Subscription, WaitingRow } from '../../lib/cli/answers.ts';
import { awaitedText } from '../../lib/cli/explain/explain-awaited.ts';
import { eventText } from '../../lib/cli/explain/explain-event.ts';
import { subscriptionText } from '../../lib/cli/explain/explain-subscription.ts';
import type { Paint } from '../../lib/cli/terminal.ts';

const plain: Paint = (_, text) => text;
const KEY = 'stripe:subscription:sub_1';

const aSubscription = (over: Partial<Subscription> = {}): Subscription => ({
  ...{
    key: KEY,
    provider: 'stripe',
    customer_key: 'acme',
    plan_key: 'price_1',
    status: 'canceling',
    provider_status: 'active',
    quantity: 3,
  },
  components: { 271: '4.5' },
  current_period_start: '2026-01-01T00:00:00.000Z',
  current_period_end: '2026-02-01T00:00:00.000Z',
  canceled_at: '2026-01-05T00:00:00.000Z',
  occurred_at: '2026-01-05T00:00:00.000Z',
  event_keys: ['stripe:evt_1', 'stripe:evt_2'],
  ...over,
});

const anEvent = (over: Partial<Event> = {}): Event => ({
  ...{ key: 'stripe:evt_2', provider: 'stripe', type: 'customer.subscription.updated', outcome: 'recorded', reason: null, rows: [KEY] },
  occurred_at: '2026-01-05T00:00:00.000Z',
  received_at: '2026-01-05T00:00:01.000Z',
  recorded_at: '2026-01-05T00:00:02.000Z',
  candidates: [],
  awaiting: [],
  changes: [],
  notes: [],
  ...over,
});

const aRow = (over: Partial<WaitingRow> = {}): WaitingRow => ({
  ...{ key: 'recurly:refund:r1', kind: 'refund', amount: 1900, currency: 'USD', since: '2026-01-05T00:00:00Z' },
  candidates: [{ key: 'recurly:invoice:3107', known: false }],
  event_keys: ['recurly:n1', 'recurly:n2', 'recurly:n3', 'recurly:n4'],
  ...over,
});

describe('the story of a subscription', () => {
  it('tells how it stands, and what came of each event', () => {
    expect(subscriptionText({ subscription: aSubscription(), events: [anEvent()] }, plain)).toBe(`Subscription stripe:subscription:sub_1
canceling (stripe says active), plan price_1, quantity 3, of acme.
Allocated: 4.5 of component 271.
Its period runs from 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z.
Canceled at 2026-01-05T00:00:00Z.

2026-01-05T00:00:00Z  customer.subscription.updated  stripe:evt_2
  came 2026-01-05T00:00:01Z: recorded
  told something new of the subscription

1 of its events is no longer archived.`);
  });

  it('says what it waits for, and what to do about it', () => {
    const candidates = [
      { key: 'acme', known: false },
      { key: 'stripe:customer:cus_1', known: false },
    ];
    const waiting = { subscription: aSubscription({ customer_key: null }), events: [anEvent({ outcome: 'waiting', candidates })] };
    expect(subscriptionText(waiting, plain)).toContain(
      'It waits for its customer: nobody has named acme or stripe:customer:cus_1 yet.\nSay whose it is: hookledger customers link acme stripe:customer:cus_1\n',
    );
  });
});

describe('the story of an event', () => {
  it('tells how a subscription stands that it touched, and what its last replay left', () => {
    const event = anEvent({ notes: [{ key: KEY, reason: 'Not rebuilt: more than 99 events name it' }] });
    const text = eventText({ event, transactions: [], subscriptions: [aSubscription()] }, plain);
    expect(text).toContain(`  its last replay left ${KEY}: Not rebuilt: more than 99 events name it\n`);
    expect(text).toContain(`Row ${KEY}\n  told something new of the subscription\n  now: canceling (stripe says active)`);
  });
});

describe('what waits for a key', () => {
  it('names the payment as what is missing of a refund, never a customer', () => {
    expect(awaitedText('recurly:invoice:3107', [aRow()])).toBe(`No payment of recurly:invoice:3107 has come yet, and this waits for it:
  refund recurly:refund:r1 of 19.00 USD
    waits since 2026-01-05T00:00:00Z for recurly:invoice:3107
    told by recurly:n2, recurly:n3, recurly:n4 and 1 other
    if that never comes, say which payment it is: hookledger events link recurly:n4 <transaction>`);
  });

  it('names the customer as what is missing of a payment, and shows some of many rows', () => {
    const rows = Array.from({ length: 30 }, (_, n) =>
      aRow({ key: `stripe:charge:ch_${n}`, kind: 'payment', event_keys: ['stripe:evt_1'] }),
    );
    const text = awaitedText('stripe:customer:cus_1', rows);
    expect(text).toMatch(/^Nobody has named stripe:customer:cus_1 yet/);
    expect(text).toMatch(/ {2}… and 5 rows more\nSay whose it is: hookledger customers link <customer> stripe:customer:cus_1$/);
  });
});
