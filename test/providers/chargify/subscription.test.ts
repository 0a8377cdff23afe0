import type { CustomerEvent, SubscriptionEvent } from '../../../functions/domain/ledger-event.ts';
import { aSubscription, form, parse, unreadable } from './support.ts';

type Fields = Parameters<typeof form>[0];

const subscription = (fields: Fields): SubscriptionEvent => {
  const found = parse(aSubscription(fields)).ledgerEvents.find((event) => event.kind === 'subscription');
  if (found === undefined) throw new Error('No subscription was read');
  return found;
};
const customers = (body: string): readonly CustomerEvent[] => parse(body).ledgerEvents.filter((event) => event.kind === 'customer');

const of = (name: string) => `payload[subscription][${name}]`;
const iso = (text: string) => new Date(text).getTime();

describe('the status', () => {
  const statusOf = (fields: Fields) => subscription(fields).status?.value.status;

  it.each([
    ['pending', 'pending'],
    ['awaiting_signup', 'pending'],
    ['trialing', 'trialing'],
    ['active', 'active'],
    ['assessing', 'active'],
    ['past_due', 'past_due'],
    ['soft_failure', 'past_due'],
    ['unpaid', 'unpaid'],
    ['suspended', 'unpaid'],
    ['paused', 'paused'],
    ['on_hold', 'paused'],
    ['canceled', 'ended'],
    ['expired', 'ended'],
    ['trial_ended', 'ended'],
    ['failed_to_create', 'ended'],
  ])('of %s is %s, with the provider word beside it', (state, status) => {
    expect(subscription({ [of('state')]: state }).status).toEqual({ value: { status, providerStatus: state } });
    expect(parse(aSubscription({ [of('state')]: state })).unknownWords).toBeUndefined();
  });

  it.each([
    ['active', 'canceling'],
    ['trialing', 'canceling'],
    ['assessing', 'canceling'],
    ['past_due', 'past_due'],
    ['on_hold', 'paused'],
    ['unpaid', 'unpaid'],
    ['pending', 'pending'],
    ['canceled', 'ended'],
  ])('of %s with an end ahead is %s', (state, status) => {
    expect(statusOf({ [of('state')]: state, [of('cancel_at_end_of_period')]: 'true' })).toBe(status);
    expect(statusOf({ [of('state')]: state, [of('delayed_cancel_at')]: '2016-12-01 00:00:00 -0500' })).toBe(status);
  });

  it('is not "canceling" when both fields say no', () => {
    expect(statusOf({ [of('cancel_at_end_of_period')]: 'false', [of('delayed_cancel_at')]: '' })).toBe('active');
  });

  it('of an unknown state is active unless its end has come at the time of the event, and the word is counted', () => {
    const unknown = { [of('state')]: 'hibernating' };
    expect(statusOf(unknown)).toBe('active');
    expect(statusOf({ ...unknown, [of('expires_at')]: '2016-11-09 00:00:00 -0500' })).toBe('active');
    expect(statusOf({ ...unknown, [of('expires_at')]: '2016-11-08 00:00:00 -0500' })).toBe('ended');
    expect(statusOf({ ...unknown, [of('canceled_at')]: '2016-11-08 00:00:00 -0500' })).toBe('ended');
    expect(parse(aSubscription(unknown)).unknownWords).toEqual(['hibernating']);
  });

  it('[75] survives a NUL in a word', () => {
    expect(subscription({ [of('state')]: 'acti\u0000ve', [of('product][handle')]: 'ba\u0000sic' })).toMatchObject({
      status: { value: { status: 'active' } },
      planKey: { value: 'ba\u0000sic' },
    });
  });
});

describe('the fields', () => {
  it('that are not sent are not told, those sent empty are told to be none', () => {
    const thin = subscription({ [of('state')]: undefined, [of('product][handle')]: undefined, [of('product][id')]: undefined });
    expect(Object.keys(thin).sort()).toEqual(['candidates', 'key', 'kind', 'occurredAt', 'version']);
    expect(subscription({ [of('canceled_at')]: '', [of('current_period_ends_at')]: '' })).toMatchObject({
      canceledAt: { value: null },
      currentPeriodEnd: { value: null },
    });
  });

  it('tell the plan by the handle of the product, else by its id', () => {
    expect(subscription({}).planKey).toEqual({ value: 'basic' });
    expect(subscription({ [of('product][handle')]: '' }).planKey).toEqual({ value: '379' });
  });

  it('are unreadable without an id', () =>
    expect(unreadable(aSubscription({ [of('id')]: undefined })).message).toContain('[subscription][id]'));
});

describe('the version', () => {
  const updated = of('updated_at');

  it('is the time of the update, whatever else is newer', () => {
    expect(subscription({ 'payload[timestamp]': '2020-01-01 00:00:00 UTC' }).version.at).toBe(iso('2016-11-08T21:22:22Z'));
  });

  it('is the newest time that has passed when no update is told', () => {
    const times = {
      [updated]: '',
      [of('created_at')]: '2016-11-01 00:00:00 UTC',
      [of('activated_at')]: '2016-11-02 00:00:00 UTC',
      [of('current_period_ends_at')]: '2016-12-01 00:00:00 UTC',
    };
    expect(subscription(times).version.at).toBe(iso('2016-11-02T00:00:00Z'));
    expect(subscription({ ...times, 'payload[timestamp]': '2016-11-03T00:00:00Z' }).version.at).toBe(iso('2016-11-03T00:00:00Z'));
  });

  it('is unreadable when no time is told', () => expect(unreadable(aSubscription({ [updated]: undefined })).message).toContain('no time'));

  it.each([
    ['signup_success', 'active', 0],
    ['signup_success', 'failed_to_create', 2],
    ['renewal_success', 'active', 1],
    ['subscription_state_change', 'canceled', 2],
    ['pending_cancellation_change', 'active', 1],
  ])('of %s in state %s has rank %i', (event, state, rank) => {
    expect(subscription({ event, [of('state')]: state }).version).toMatchObject({ rank, id: '241765030' });
  });
});

describe('the customer of a subscription', () => {
  it('claims the ids of customer and subscription, before the subscription is told', () => {
    expect(parse(aSubscription()).ledgerEvents.map(({ kind }) => kind)).toEqual(['customer', 'subscription']);
    expect(customers(aSubscription())).toMatchObject([
      { customerKey: 'acme-42', links: ['chargify:customer:146', 'chargify:subscription:151'], from: iso('2016-11-08T21:22:22Z') },
    ]);
  });

  it('claims the subscription alone when its own id is missing or 0', () => {
    for (const id of [undefined, '', '0']) {
      expect(customers(aSubscription({ [of('customer][id')]: id }))[0]?.links).toEqual(['chargify:subscription:151']);
    }
  });

  it('claims nothing without a reference; the subscription is then found by its ids', () => {
    const body = { [of('customer][reference')]: '' };
    expect(customers(aSubscription(body))).toEqual([]);
    expect(subscription(body).candidates).toEqual({ links: ['chargify:customer:146', 'chargify:subscription:151'] });
  });

  it.each([
    [{ first_name: 'Test', last_name: 'Customer', organization: 'Example' }, 'Test Customer'],
    [{ first_name: '', last_name: 'Customer' }, 'Customer'],
    [{ first_name: '', last_name: '', organization: 'Example' }, 'Example'],
    [{ first_name: '', last_name: '', organization: '' }, undefined],
    [{ first_name: 'Te\u0000st' }, 'Te\u0000st'],
  ])('[75] of %j is called %j', (person, name) => {
    const fields = Object.fromEntries(Object.entries(person).map(([field, text]) => [of(`customer][${field}`), text]));
    expect(customers(aSubscription(fields))[0]?.name).toBe(name);
  });
});

describe('a customer event', () => {
  const aCustomer = (fields: Fields = {}) =>
    form({
      id: '5',
      event: 'customer_update',
      'payload[customer][id]': '146',
      'payload[customer][reference]': 'acme-42',
      'payload[customer][created_at]': '2016-11-01 00:00:00 UTC',
      'payload[customer][updated_at]': '2016-11-02 00:00:00 UTC',
      ...fields,
    });

  it('claims from its update on, else from its creation on', () => {
    expect(customers(aCustomer())[0]?.from).toBe(iso('2016-11-02T00:00:00Z'));
    expect(customers(aCustomer({ 'payload[customer][updated_at]': '' }))[0]?.from).toBe(iso('2016-11-01T00:00:00Z'));
  });

  it('is unreadable without a time or an id', () => {
    const timeless = { 'payload[customer][created_at]': '', 'payload[customer][updated_at]': '' };
    expect(unreadable(aCustomer(timeless)).message).toContain('no time');
    expect(unreadable(aCustomer({ 'payload[customer][id]': '' })).message).toContain('[customer][id]');
  });
});

describe('an allocation', () => {
  const anAllocation = (fields: Fields = {}) =>
    form({
      id: '6',
      event: 'component_allocation_change',
      'payload[subscription][id]': '151',
      'payload[component][id]': '98509',
      'payload[new_allocation]': '3',
      'payload[timestamp]': '2012-11-19T16:59:13Z',
      ...fields,
    });
  const components = (new_allocation: string) => parse(anAllocation({ 'payload[new_allocation]': new_allocation })).ledgerEvents[0];

  it.each(['0', '3', '2.5', '12345678901234567890'])('keeps the quantity %s as text', (text) =>
    expect(components(text)).toMatchObject({ components: { '98509': text } }),
  );

  it.each(['', '-1', '1e3', 'three', '1.', '.5', '1 '])('is unreadable with the quantity %j', (text) =>
    expect(unreadable(anAllocation({ 'payload[new_allocation]': text })).message).toContain('new_allocation'),
  );

  it.each(['__proto__', 'constructor', '', '-1'])('[93] is unreadable with the component %j', (id) =>
    expect(unreadable(anAllocation({ 'payload[component][id]': id })).message).toContain('[component][id]'),
  );

  it('is unreadable without a time', () => expect(unreadable(anAllocation({ 'payload[timestamp]': '' })).message).toContain('timestamp'));
});
