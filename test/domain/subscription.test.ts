import { customerKey } from '../../functions/domain/keys.ts';
import type { SubscriptionEvent } from '../../functions/domain/ledger-event.ts';
import { joinSubscriptionFacts, type SubscriptionFacts, subscriptionFacts, viewSubscription } from '../../functions/domain/subscription.ts';
import { aSubscription, at } from '../support/ledger-events.ts';
import { permutations } from '../support/orders.ts';

const view = (events: readonly SubscriptionEvent[]) => viewSubscription(events.map(subscriptionFacts).reduce(joinSubscriptionFacts));

/** The plan that every order of these events ends in; fails when two orders differ. */
const planOf = (...events: readonly SubscriptionEvent[]) => {
  const plans = new Set(permutations(events).map((order) => view(order).planKey));
  expect(plans.size).toBe(1);
  return [...plans][0];
};

describe('a subscription', () => {
  it('keeps the newest value of each field, field by field', () => {
    const created = aSubscription({ second: 1, planKey: { value: 'basic' }, quantity: { value: 1 } });
    const changed = aSubscription({ second: 2, quantity: { value: 3 } });
    expect(view([changed, created])).toMatchObject({ planKey: 'basic', quantity: 3 });
  });

  it('does not take an older value that comes late', () => {
    expect(planOf(aSubscription({ second: 2, planKey: { value: 'pro' } }), aSubscription({ second: 1, planKey: { value: 'basic' } }))).toBe(
      'pro',
    );
  });

  it('ranks what happened in one second: created, updated, closed', () => {
    const created = aSubscription({ rank: 0, id: 'evt_z', planKey: { value: 'basic' } });
    const updated = aSubscription({ rank: 1, id: 'evt_a', planKey: { value: 'pro' } });
    expect(planOf(created, updated)).toBe('pro');
  });

  it('follows the chain of two updates in one second by what each says it replaced', () => {
    const first = aSubscription({ id: 'evt_z', planKey: { value: 'pro', previous: 'basic' } });
    const second = aSubscription({ id: 'evt_a', planKey: { value: 'max', previous: 'pro' } });
    expect(planOf(first, second)).toBe('max');
  });

  it('follows a chain of three, and an update beside it that did not touch the field', () => {
    const chain = [
      aSubscription({ id: 'evt_y', planKey: { value: 'b', previous: 'a' } }),
      aSubscription({ id: 'evt_z', planKey: { value: 'c', previous: 'b' } }),
      aSubscription({ id: 'evt_x', planKey: { value: 'd', previous: 'c' } }),
      aSubscription({ id: 'evt_zz', planKey: { value: 'b' } }),
    ];
    expect(planOf(...chain)).toBe('d');
  });

  it('takes the greatest id when a second holds a circle', () => {
    const there = aSubscription({ id: '9', planKey: { value: 'b', previous: 'a' } });
    const back = aSubscription({ id: '10', planKey: { value: 'a', previous: 'b' } });
    expect(planOf(there, back)).toBe('a');
  });

  it('takes the greatest id of a circle of three', () => {
    const circle = [
      aSubscription({ id: '9', planKey: { value: 'b', previous: 'a' } }),
      aSubscription({ id: '10', planKey: { value: 'c', previous: 'b' } }),
      aSubscription({ id: '11', planKey: { value: 'a', previous: 'c' } }),
    ];
    expect(planOf(...circle)).toBe('a');
  });

  it('keeps the newest quantity of each component', () => {
    const events = [
      aSubscription({ second: 1, components: { seats: '3', storage: '1' } }),
      aSubscription({ second: 2, components: { seats: '5' } }),
    ];
    expect(view(events).components).toEqual({ seats: '5', storage: '1' });
  });
});

describe('each field of a subscription', () => {
  const words = (status: 'active' | 'ended', providerStatus: string) => ({ value: { status, providerStatus } });

  it('is null until an event tells it', () => {
    expect(view([aSubscription({ second: 3 })])).toEqual({
      status: null,
      providerStatus: null,
      planKey: null,
      quantity: null,
      components: {},
      currentPeriodStart: null,
      currentPeriodEnd: null,
      canceledAt: null,
      occurredAt: at(3),
    });
  });

  it('is what the newest event that tells it says, in both orders, and "none" is told too', () => {
    const first = aSubscription({
      second: 1,
      status: words('active', 'live'),
      planKey: { value: 'pro' },
      quantity: { value: 2 },
      currentPeriodStart: { value: at(1) },
      currentPeriodEnd: { value: at(9) },
      canceledAt: { value: at(7) },
    });
    const second = aSubscription({
      second: 2,
      status: words('ended', 'expired'),
      planKey: { value: null },
      quantity: { value: null },
      currentPeriodStart: { value: at(2) },
      currentPeriodEnd: { value: at(8) },
      canceledAt: { value: null },
    });
    const expected = {
      status: 'ended',
      providerStatus: 'expired',
      planKey: null,
      quantity: null,
      currentPeriodStart: at(2),
      currentPeriodEnd: at(8),
      canceledAt: null,
      occurredAt: at(2),
    };
    expect(view([first, second])).toMatchObject(expected);
    expect(view([second, first])).toMatchObject(expected);
    expect(view([first])).toMatchObject({ quantity: 2, currentPeriodStart: at(1), currentPeriodEnd: at(9), canceledAt: at(7) });
  });

  it('has no facts until it is told', () => {
    expect(Object.keys(subscriptionFacts(aSubscription())).sort()).toEqual(['candidates', 'components', 'occurredAt']);
  });

  it('belongs to the customer of its newest event', () => {
    const [first, second] = [1, 2].map((n) =>
      subscriptionFacts(aSubscription({ second: n, candidates: { inEvent: customerKey(`customer_${n}`), links: [] } })),
    ) as [SubscriptionFacts, SubscriptionFacts];
    expect(joinSubscriptionFacts(second, first).candidates.inEvent?.value).toBe('customer_2');
  });
});

describe('the time of a subscription', () => {
  const timeOf = (...events: readonly SubscriptionEvent[]) => {
    const times = new Set(permutations(events).map((order) => view(order).occurredAt));
    expect(times.size).toBe(1);
    return [...times][0];
  };
  const { occurredAt: _, ...timeless } = aSubscription({ second: 5 });

  it('is that of its newest event, by rank within one instant', () => {
    const created = aSubscription({ second: 5, rank: 0, occurredAt: at(8) });
    expect(timeOf(created, aSubscription({ second: 5, rank: 2, id: 'evt_a', occurredAt: at(9) }))).toBe(at(9));
    expect(timeOf(created, aSubscription({ second: 6, occurredAt: at(7) }))).toBe(at(7));
  });

  it('is that of the first receipt, where the event has none, however often it comes', () => {
    expect(timeOf({ ...timeless, receivedAt: at(40) }, { ...timeless, receivedAt: at(30) }, { ...timeless, receivedAt: at(50) })).toBe(
      at(30),
    );
  });

  it('is that of the version, where neither is known', () => expect(timeOf(timeless)).toBe(at(5)));
});

describe('the receipt of an event without a time', () => {
  const { occurredAt: _, ...event } = aSubscription({ id: 'z', planKey: { value: 'basic' }, components: { seats: '1' } });
  const other = { ...event, version: { ...event.version, id: 'a' }, planKey: { value: 'pro' }, components: { seats: '2' } };

  it('makes the one received later the newer', () => {
    expect(planOf({ ...event, receivedAt: at(1) }, { ...other, receivedAt: at(2) })).toBe('pro');
    expect(
      view([
        { ...other, receivedAt: at(2) },
        { ...event, receivedAt: at(1) },
      ]).components,
    ).toEqual({ seats: '2' });
  });

  it('is the first one: a retry is no news', () => {
    expect(planOf({ ...event, receivedAt: at(1) }, { ...other, receivedAt: at(2) }, { ...event, receivedAt: at(3) })).toBe('pro');
  });
});

describe('two readings of one event id', () => {
  it('are ordered by their hashes', () => {
    const read = (hash: string, plan: string) => {
      const event = aSubscription({ id: 'evt_1', planKey: { value: plan } });
      return { ...event, version: { ...event.version, hash } };
    };
    expect(planOf(read('b', 'basic'), read('a', 'pro'))).toBe('basic');
  });
});
