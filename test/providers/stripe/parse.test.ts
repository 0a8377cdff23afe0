import { AT, aCharge, anEvent, aSubscription, INVOICES, only, read, readCharge } from './support.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const anInvoice = (over: Record<string, unknown> = {}) => ({
  id: 'in_1',
  amount_paid: 500,
  created: AT - 10,
  currency: 'usd',
  customer: 'cus_1',
  metadata: null,
  ...over,
});
const invoicePayment = (over: Record<string, unknown>) =>
  only('payment', read(anEvent('invoice.paid', anInvoice(over)), INVOICES).ledgerEvents);

describe('whom a charge names', () => {
  it('makes no customer of a payment that names only a customer key, or only a partner', () => {
    for (const metadata of [{ customer_key: 'acme' }, { partner_key: 'pat' }, { gspk: base64('pat') }]) {
      expect(readCharge({ metadata }).ledgerEvents.map(({ kind }) => kind)).toEqual(['payment']);
    }
  });

  it('tells who referred the customer when it names both, without claiming the Stripe customer', () => {
    const [customer, payment] = readCharge({ metadata: { customer_key: 'acme', gspk: base64('pat') } }).ledgerEvents;
    expect(customer).toMatchObject({ kind: 'customer', customerKey: 'acme', partnerKey: 'pat', links: [], from: AT * 1000 });
    expect(payment).toMatchObject({ kind: 'payment', candidates: { explicit: 'acme', links: ['stripe:customer:cus_1'] } });
  });

  it('records the money of a charge with a broken referral, and reports the parameter', () => {
    const parsed = readCharge({ metadata: { customer_key: 'acme', ps_partner_key: '%%%' } });
    expect(parsed).toMatchObject({ ledgerEvents: [{ kind: 'payment' }], unknownWords: ['ps_partner_key'] });
  });

  it('is nobody when there is no customer and no metadata', () => {
    expect(only('payment', readCharge({ customer: null, metadata: null }).ledgerEvents).candidates).toEqual({ links: [] });
  });
});

describe('the order of events within one second', () => {
  it.each([
    ['charge.succeeded', 0],
    ['charge.pending', 0],
    ['charge.failed', 1],
    ['charge.captured', 1],
    ['charge.updated', 1],
    ['charge.refunded', 1],
    ['charge.expired', 2],
  ])('%s has rank %d', (type, rank) => {
    const { version } = only('payment', read(anEvent(type, aCharge())).ledgerEvents);
    expect(version).toEqual({ at: AT * 1000, rank, id: 'evt_1' });
  });
});

describe('an invoice', () => {
  it('is one payment under either event name', () => {
    const [paid, succeeded] = ['invoice.paid', 'invoice.payment_succeeded'].map((type) => read(anEvent(type, anInvoice()), INVOICES));
    expect(succeeded?.ledgerEvents).toEqual(paid?.ledgerEvents);
  });

  it('belongs to its own customer key first, then to the one of its subscription in either shape', () => {
    const ofSubscription = { metadata: { customer_key: 'from-subscription', partner_key: 'pat' }, subscription: 'sub_1' };
    const own = { metadata: { customer_key: 'own' } };
    for (const shape of [{ subscription_details: ofSubscription }, { parent: { subscription_details: ofSubscription } }]) {
      expect(invoicePayment(shape).candidates.explicit).toBe('from-subscription');
      expect(invoicePayment({ ...shape, ...own }).candidates.explicit).toBe('own');
      expect(read(anEvent('invoice.paid', anInvoice({ ...shape, ...own })), INVOICES).ledgerEvents).toHaveLength(1);
    }
  });

  it('takes the product key from its own metadata only', () => {
    const subscription_details = { metadata: { product_key: 'other', customer_key: 'acme' } };
    expect(invoicePayment({ subscription_details })).not.toHaveProperty('productKey');
    expect(invoicePayment({ subscription_details, metadata: { product_key: 'pro' } }).productKey).toBe('pro');
  });

  it('may also be found by its subscription', () => {
    const links = ['stripe:customer:cus_1', 'stripe:subscription:sub_1'];
    expect(invoicePayment({ subscription: 'sub_1' }).candidates.links).toEqual(links);
    expect(invoicePayment({ parent: { subscription_details: { subscription: 'sub_1' } } }).candidates.links).toEqual(links);
    expect(invoicePayment({ parent: null, customer: null }).candidates.links).toEqual([]);
  });

  it('stands for its charge, else for its payment intent, else for what its payments name', () => {
    expect(invoicePayment({ charge: 'ch_1', payment_intent: 'pi_1' }).standsFor).toEqual(['stripe:charge:ch_1']);
    expect(invoicePayment({ charge: null, payment_intent: 'pi_1' }).standsFor).toEqual(['stripe:payment_intent:pi_1']);
    const payments = (...data: readonly unknown[]) => ({ payments: { data } });
    const byIntent = { status: 'paid', payment: { type: 'payment_intent', payment_intent: 'pi_1' } };
    const byCharge = { payment: { type: 'charge', charge: 'ch_2' } };
    expect(invoicePayment(payments(byIntent, byCharge)).standsFor).toEqual(['stripe:payment_intent:pi_1', 'stripe:charge:ch_2']);
    expect(invoicePayment(payments({ ...byIntent, status: 'open' }))).not.toHaveProperty('standsFor');
    expect(invoicePayment({})).not.toHaveProperty('standsFor');
  });
});

describe('refunds and disputes', () => {
  const refund = { id: 're_1', amount: 200, charge: 'ch_1', created: AT, currency: 'usd', payment_intent: 'pi_1' };
  const dispute = { ...refund, id: 'du_1', status: 'needs_response' };

  it.each([
    ['refund.created', 'pending', false],
    ['refund.created', 'failed', true],
    ['refund.updated', 'requires_action', false],
    ['refund.updated', null, false],
    ['refund.updated', 'canceled', true],
    ['charge.refund.updated', 'failed', true],
  ])('%s with status %j has failed: %j', (type, status, failed) => {
    const fact = only('refund', read(anEvent(type, { ...refund, status })).ledgerEvents);
    expect(fact).toMatchObject({ refundId: 're_1', charge: 'ch_1', failed, creation: type === 'refund.created' });
  });

  it('wait for an operator when they name neither charge nor payment intent', () => {
    const bare = { charge: null, payment_intent: null };
    const fact = only('refund', read(anEvent('refund.created', { ...refund, ...bare })).ledgerEvents);
    expect(fact.target).toEqual({ item: 'stripe:refund:re_1', refs: [] });
    expect(fact).not.toHaveProperty('charge');
    const other = only('dispute', read(anEvent('charge.dispute.created', { ...dispute, ...bare })).ledgerEvents);
    expect(other.target).toEqual({ item: 'stripe:dispute:du_1', refs: [] });
  });

  it.each([
    ['warning_needs_response', 'warning'],
    ['warning_under_review', 'warning'],
    ['warning_closed', 'warning'],
    ['needs_response', 'open'],
    ['under_review', 'open'],
    ['appeal_under_review', 'open'],
    ['won', 'ended'],
    ['prevented', 'ended'],
    ['lost', 'lost'],
  ])('a dispute that is %s is %s', (status, state) => {
    const parsed = read(anEvent('charge.dispute.updated', { ...dispute, status }));
    expect(only('dispute', parsed.ledgerEvents)).toMatchObject({ state, reinstated: false });
    expect(parsed).not.toHaveProperty('unknownWords');
  });

  it('a dispute with an unknown status has ended when it is closed, else it is open; the word is reported', () => {
    const closed = read(anEvent('charge.dispute.closed', { ...dispute, status: 'settled' }));
    expect(closed).toMatchObject({ ledgerEvents: [{ state: 'ended', version: { rank: 2 } }], unknownWords: ['settled'] });
    const updated = read(anEvent('charge.dispute.updated', { ...dispute, status: 'settled' }));
    expect(updated).toMatchObject({ ledgerEvents: [{ state: 'open' }], unknownWords: ['settled'] });
  });
});

describe('a subscription', () => {
  const factOf = (over: Record<string, unknown>, previous?: unknown) =>
    only(
      'subscription',
      read(anEvent('customer.subscription.updated', {}, { data: { object: aSubscription(over), previous_attributes: previous } }))
        .ledgerEvents,
    );
  const statusOf = (over: Record<string, unknown>) => factOf(over).status?.value.status;
  const ENDING = { cancel_at_period_end: true, cancel_at: AT + 1000 };
  const PAUSED = { pause_collection: { behavior: 'keep_as_draft', resumes_at: null } };

  it.each([
    ['incomplete', 'pending', 'pending'],
    ['incomplete_expired', 'ended', 'ended'],
    ['canceled', 'ended', 'ended'],
    ['unpaid', 'unpaid', 'unpaid'],
    ['past_due', 'past_due', 'past_due'],
    ['paused', 'paused', 'paused'],
    ['trialing', 'trialing', 'paused'],
    ['active', 'active', 'paused'],
  ])('that is %s is %s, and %s when collection is paused and its end planned', (status, plain, paused) => {
    expect(statusOf({ status })).toBe(plain);
    expect(statusOf({ status, ...PAUSED, ...ENDING })).toBe(paused);
  });

  it.each(['trialing', 'active'])('that is %s and has a planned end is canceling', (status) => {
    expect(statusOf({ status, cancel_at_period_end: true })).toBe('canceling');
    expect(statusOf({ status, cancel_at: AT + 1 })).toBe('canceling');
  });

  it('with an unknown word is active unless its end lies before the event', () => {
    expect(statusOf({ status: 'dormant' })).toBe('active');
    expect(statusOf({ status: 'dormant', ended_at: AT - 1 })).toBe('ended');
    expect(statusOf({ status: 'dormant', current_period_end: AT - 1 })).toBe('ended');
    expect(statusOf({ status: 'dormant', ...ENDING })).toBe('canceling');
  });

  it('tells nothing of fields that it does not carry, and none where a field is empty', () => {
    const bare = factOf({ items: undefined, canceled_at: undefined });
    expect(Object.keys(bare)).toEqual(['kind', 'key', 'status', 'candidates', 'occurredAt', 'version']);
    expect(factOf({ items: { data: [] } })).toMatchObject({ planKey: { value: null }, quantity: { value: null } });
  });

  it('has the plan of an old item, and the quantity of the first one', () => {
    const data = [
      { plan: { id: 'plan_1' }, quantity: 2 },
      { price: { id: 'price_2' }, quantity: 9 },
    ];
    expect(factOf({ items: { data } })).toMatchObject({ planKey: { value: 'plan_1' }, quantity: { value: 2 } });
  });

  it('gives the previous value of what the event changed, also when only part of an item is told', () => {
    const fact = factOf({}, { items: { data: [{ quantity: 3 }] }, status: 'trialing' });
    expect(fact.quantity).toEqual({ value: 1, previous: 3 });
    expect(fact.planKey).toEqual({ value: 'price_1' });
    expect(fact.status?.previous).toEqual({ status: 'trialing', providerStatus: 'trialing' });
  });

  it('gives the previous value "none" as null', () => {
    expect(factOf({ canceled_at: AT }, { canceled_at: null }).canceledAt).toEqual({ value: AT * 1000, previous: null });
  });

  it.each([null, 'broken', [], { status: 7 }])('is read without previous values when these are %j', (previous) => {
    expect(factOf({}, previous)).toEqual(factOf({}));
  });

  it('claims nothing without a customer key', () => {
    const parsed = read(anEvent('customer.subscription.created', aSubscription({ metadata: { partner_key: 'pat' } })));
    expect(parsed.ledgerEvents.map(({ kind }) => kind)).toEqual(['subscription']);
  });
});
