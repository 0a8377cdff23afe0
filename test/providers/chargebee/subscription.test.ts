import type { SubscriptionEvent } from '../../../functions/domain/ledger-event.ts';
import { aCustomer, anEvent, aSubscription, parse, unreadable } from './support.ts';

type Fields = Readonly<Record<string, unknown>>;
const body = (
  subscription: Fields = {},
  { customer = {}, type = 'subscription_changed' }: { readonly customer?: Fields; readonly type?: string } = {},
): string => anEvent(type, { subscription: aSubscription(subscription), customer: aCustomer(customer) });
const subscriptionOf = (text: string): SubscriptionEvent | undefined =>
  parse(text).ledgerEvents.find((event) => event.kind === 'subscription');
const customersOf = (text: string) => parse(text).ledgerEvents.filter((event) => event.kind === 'customer');

describe('the status of a subscription', () => {
  it.each([
    ['future', 'pending'],
    ['in_trial', 'trialing'],
    ['active', 'active'],
    ['non_renewing', 'canceling'],
    ['paused', 'paused'],
    ['cancelled', 'ended'],
    ['transferred', 'ended'],
  ])('%s is %s', (status, ours) => {
    expect(subscriptionOf(body({ status }))?.status).toEqual({ value: { status: ours, providerStatus: status } });
  });

  it.each([
    ['the subscription', { deleted: true }, 'subscription_changed'],
    ['the name of the event', { deleted: undefined }, 'subscription_deleted'],
  ])('is ended when %s says that it is deleted, beside the word that it had', (_who, fields, type) => {
    const event = subscriptionOf(body({ status: 'in_trial', ...fields }, { type }));
    expect(event).toMatchObject({ status: { value: { status: 'ended', providerStatus: 'in_trial' } }, version: { rank: 2 } });
  });

  it('[75] is stored safely whatever the word holds', () => {
    expect(parse(body({ status: 'a\u0000\ud800' })).unknownWords).toEqual(['a\u0000\ufffd']);
  });

  it('of a deleted ramp says nothing of the subscription', () => {
    expect(subscriptionOf(body({}, { type: 'subscription_ramp_deleted' }))).toMatchObject({
      status: { value: { status: 'active' } },
      version: { rank: 1 },
    });
  });

  it.each([
    ['no end', {}, 'active'],
    ['an end to come', { current_term_end: 1767225601 }, 'active'],
    ['a term that is over', { current_term_end: 1767225599 }, 'ended'],
    ['a cancellation that is over', { cancelled_at: 1767225599, current_term_end: 1767300000 }, 'ended'],
  ])('of an unknown word with %s is %s, and the word is counted', (_what, fields, status) => {
    const parsed = parse(body({ status: 'constructor', ...fields }));
    expect(parsed.unknownWords).toEqual(['constructor']);
    expect(parsed.ledgerEvents).toContainEqual(expect.objectContaining({ status: { value: { status, providerStatus: 'constructor' } } }));
  });
});

describe('the fields of a subscription', () => {
  it('have their dates in milliseconds, and none where Chargebee sends none', () => {
    expect(subscriptionOf(body({ current_term_start: 1, current_term_end: 2, cancelled_at: 3 }))).toMatchObject({
      currentPeriodStart: { value: 1000 },
      currentPeriodEnd: { value: 2000 },
      canceledAt: { value: 3000 },
    });
    expect(subscriptionOf(body())).toMatchObject({
      currentPeriodStart: { value: null },
      currentPeriodEnd: { value: null },
      canceledAt: { value: null },
    });
  });

  it('have the plan of Product Catalog 1.0', () =>
    expect(subscriptionOf(body())).toMatchObject({ planKey: { value: 'team' }, quantity: { value: 2 } }));

  it('have the plan of Product Catalog 2.0, wherever it stands', () => {
    const subscription_items = [
      { item_price_id: 'seat-USD', item_type: 'addon', quantity: 9 },
      { item_price_id: 'team-USD', item_type: 'plan', quantity: 4 },
    ];
    expect(subscriptionOf(body({ plan_id: undefined, plan_quantity: undefined, subscription_items }))).toMatchObject({
      planKey: { value: 'team-USD' },
      quantity: { value: 4 },
    });
  });

  it('leave the plan alone when none is told', () => {
    const event = subscriptionOf(
      body({ plan_id: undefined, plan_quantity: undefined, subscription_items: [{ item_price_id: 'seat-USD', item_type: 'addon' }] }),
    );
    expect(event).not.toHaveProperty('planKey');
    expect(event).not.toHaveProperty('quantity');
  });

  it('are of the time of the event and ordered by the version of the subscription', () => {
    expect(subscriptionOf(body())).toMatchObject({ occurredAt: 1767225600000, version: { at: 1767225600789, rank: 1, id: 'ev_1' } });
    expect(subscriptionOf(body({ resource_version: undefined }))).toMatchObject({ version: { at: 1767225600000 } });
    expect(subscriptionOf(body({}, { type: 'subscription_created_with_backdating' }))).toMatchObject({ version: { rank: 0 } });
    expect(subscriptionOf(body({ status: 'cancelled' }, { type: 'subscription_cancelled' }))).toMatchObject({ version: { rank: 2 } });
  });

  it.each([{ id: '' }, { status: undefined }, { status: '' }, { current_term_end: '2026-01-01' }, { plan_quantity: 1.5 }])(
    'are unreadable with %p',
    (fields) => {
      expect(unreadable(body(fields))).toMatchObject({ eventId: 'ev_1', eventType: 'subscription_changed' });
    },
  );

  it.each(['subscription_canceled', 'subscription_ramp_applied', 'subscription_moved_out'])('are read from %s too', (type) => {
    expect(subscriptionOf(body({}, { type }))).toBeDefined();
  });
});

describe('the owner of a subscription', () => {
  const links = ['chargebee:customer:cb_1', 'chargebee:subscription:sub_1'];

  it('is the key of the customer, who claims both', () => {
    expect(customersOf(body())).toEqual([
      { kind: 'customer', customerKey: 'acme', links, from: 1767225600000, version: { at: 1767225500456, rank: 1, id: 'ev_1' } },
    ]);
    expect(subscriptionOf(body())?.candidates).toEqual({ inEvent: 'acme', links });
  });

  it("is the subscription's own key, which claims both when the customer has none", () => {
    const text = body({ meta_data: { customer_key: 'own' } }, { customer: { meta_data: {} } });
    expect(customersOf(text)).toMatchObject([{ customerKey: 'own', links }]);
    expect(subscriptionOf(text)?.candidates).toEqual({ explicit: 'own', links });
  });

  it('is one customer when both keys are the same', () => {
    const text = body({ meta_data: { customer_key: 'acme', partner_key: 'p' } });
    expect(customersOf(text)).toMatchObject([{ customerKey: 'acme', partnerKey: 'p', links }]);
  });

  it('is another than the payer when the keys differ, and each claims its own', () => {
    const text = body({ meta_data: { customer_key: 'own', partner_key: 'p' } }, { customer: { email: 'payer@example.com' } });
    expect(customersOf(text)).toEqual([
      {
        kind: 'customer',
        customerKey: 'acme',
        email: 'payer@example.com',
        links: [links[0]],
        from: 1767225600000,
        version: { at: 1767225500456, rank: 1, id: 'ev_1' },
      },
      {
        kind: 'customer',
        customerKey: 'own',
        partnerKey: 'p',
        links: [links[1]],
        from: 1767225600000,
        version: { at: 1767225600789, rank: 1, id: 'ev_1' },
      },
    ]);
    expect(subscriptionOf(text)?.candidates).toEqual({ explicit: 'own', inEvent: 'acme', links });
  });

  it('claims what there is when the event has no customer', () => {
    const subscription = aSubscription({ meta_data: { customer_key: 'own' } });
    expect(parse(anEvent('subscription_changed', { subscription })).ledgerEvents).toMatchObject([
      { customerKey: 'own', links, version: { at: 1767225600789 } },
      { kind: 'subscription' },
    ]);
  });

  it('is nobody without keys', () => expect(customersOf(body({}, { customer: { meta_data: undefined } }))).toEqual([]));
});
