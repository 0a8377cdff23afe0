import type { SubscriptionEvent } from '../../functions/domain/ledger-event.ts';
import { joinSubscriptionFacts, subscriptionFacts, viewSubscription } from '../../functions/domain/subscription.ts';
import { aSubscription } from '../support/ledger-events.ts';
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

  it('keeps the newest quantity of each component', () => {
    const events = [
      aSubscription({ second: 1, components: { seats: '3', storage: '1' } }),
      aSubscription({ second: 2, components: { seats: '5' } }),
    ];
    expect(view(events).components).toEqual({ seats: '5', storage: '1' });
  });
});
