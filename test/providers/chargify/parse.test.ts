import type { PaymentEvent } from '../../../functions/domain/ledger-event.ts';
import { aPayment, aSubscription, form, parse, unreadable } from './support.ts';

const theOnly = (body: string, settings = {}) => {
  const { ledgerEvents } = parse(body, settings);
  expect(ledgerEvents).toHaveLength(1);
  return ledgerEvents[0];
};
const payment = (fields: Parameters<typeof aPayment>[0], settings = {}) => theOnly(aPayment(fields), settings) as PaymentEvent;

describe('the id', () => {
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['a word', 'evt_1'],
    ['negative', '-1'],
    ['a float', '1.5'],
    ['padded', '007'],
    ['256 digits', '9'.repeat(256)],
    ['with a control character', '12\u0000'],
    ['with a line feed', '12\n'],
    ['in Arabic digits', '\u0661\u0662'],
  ])('[67] is unreadable when it is %s', (_name, id) => {
    expect(unreadable(aPayment({ id })).message).toContain('Chargify id');
  });

  it('[67] may have 255 digits', () => expect(parse(aPayment({ id: '9'.repeat(255) })).eventId).toHaveLength(255));
});

describe('the type', () => {
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['over 255 characters', 'a'.repeat(256)],
    ['with a control character', 'payment\u0000_success'],
  ])('[68] is unreadable when it is %s, and the error knows the id', (_name, event) => {
    expect(unreadable(aPayment({ event }))).toMatchObject({ eventId: '241765008', eventType: undefined });
  });

  it.each(['invoice_issued', 'constructor', '__proto__', 'toString'])('[69] %s is ignored', (event) => {
    expect(parse(aPayment({ event }))).toMatchObject({ type: event, ledgerEvents: [], ignored: 'not a type that the ledger reads' });
  });
});

describe('an odd body', () => {
  it.each([
    ['[8] empty', ''],
    ['[60] JSON', '{"id":1,"event":"payment_success"}'],
    ['[94] with the id twice', `${aPayment()}&id=1`],
    ['[94] with the id as a list too', `${aPayment()}&id[]=1`],
    ['[94] with the payload as a value too', `${aPayment()}&payload=x`],
    ['[94] with a second amount', `${aPayment()}&payload[transaction][amount_in_cents]=1`],
    ['[94] with a second reference', `${aPayment()}&payload%5Bsubscription%5D[customer][reference]=mallory`],
    ['[94] with a transaction that is a value too', `${aPayment()}&payload[transaction]=1`],
    ['[94] with unbalanced brackets', `${aPayment()}&payload[x=1`],
    ['[94] with 65 levels', `${aPayment()}&a${'[a]'.repeat(65)}=1`],
    ['[94] with 5,001 fields', aPayment() + '&x=1'.repeat(5_000)],
    [
      '[96] with a bad percent sequence in the amount',
      `${aPayment({ 'payload[transaction][amount_in_cents]': undefined })}&payload[transaction][amount_in_cents]=29%zz`,
    ],
    [
      '[96] with a bad percent sequence in the reference',
      `${aPayment({ 'payload[subscription][customer][reference]': undefined })}&payload[subscription][customer][reference]=%u0041`,
    ],
    [
      '[96] with an overlong slash in the reference',
      `${aPayment({ 'payload[subscription][customer][reference]': undefined })}&payload[subscription][customer][reference]=%C0%AF`,
    ],
  ])('is unreadable: %s', (_name, body) => expect(unreadable(body).name).toBe('UnreadablePayloadError'));

  it('[94] is unreadable also where the event means nothing', () => {
    expect(unreadable('id=1&event=test&payload=x&payload[chargify]=testing')).toMatchObject({ eventId: '1', eventType: 'test' });
  });

  it.each([
    ['[74] 4,900 unknown fields', Array.from({ length: 4_900 }, (_, index) => `payload[x${index}]=1`).join('&')],
    [
      '[95] fields that are repeated where we do not read',
      'payload[subscription][product][public_signup_pages][id]=1&payload[subscription][product][public_signup_pages][id]=2',
    ],
    [
      '[93] names that reach for a prototype',
      '__proto__[x]=1&payload[__proto__][x]=1&constructor[prototype][x]=1&payload[transaction][__proto__][id]=9',
    ],
    ['[96] a bad percent sequence where we do not read', 'payload[transaction][memo]=%zz'],
  ])('is read as ever: %s', (_name, more) => {
    expect(parse(`${aPayment()}&${more}`)).toEqual(parse(aPayment()));
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('tells in its error which field, and never what stood there', () => {
    const error = unreadable(aPayment({ 'payload[transaction][created_at]': 'secret' }));
    expect(error).toMatchObject({ eventId: '241765008', eventType: 'payment_success' });
    expect(error.message).toContain('payload[transaction][created_at]');
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain('secret');
  });
});

describe('an amount', () => {
  it.each([
    '',
    '-2900',
    '29.00',
    '1e3',
    '0x10',
    ' 2900',
    '2900 ',
    '+2900',
    '2,900',
    '02900',
    '\u0662\u0669',
    '9007199254740992',
    '9'.repeat(400),
    'NaN',
  ])('[71] %j is unreadable, never rounded', (text) =>
    expect(unreadable(aPayment({ 'payload[transaction][amount_in_cents]': text })).message).toContain('amount_in_cents'),
  );

  it('is exact up to the last safe integer, and may be 0', () => {
    expect(payment({ 'payload[transaction][amount_in_cents]': '9007199254740991' }).amount.minor).toBe(Number.MAX_SAFE_INTEGER);
    expect(payment({ 'payload[transaction][amount_in_cents]': '0' })).toMatchObject({ amount: { minor: 0 }, captured: 0 });
  });

  it('is in the currency of the event, else in the configured one', () => {
    const currencyOf = (told: string | undefined) =>
      payment({ 'payload[subscription][currency]': told }, { currency: 'eur' }).amount.currency;
    expect([currencyOf('aud'), currencyOf(''), currencyOf(undefined)]).toEqual(['AUD', 'EUR', 'EUR']);
  });

  it.each(['XXX', 'US', 'dollars', 'U$D'])('[72] is unreadable in the currency %s', (currency) => {
    expect(unreadable(aPayment({ 'payload[subscription][currency]': currency })).message).toContain('currency');
    expect(unreadable(aPayment(), { currency }).message).toContain('currency');
  });
});

describe('a time', () => {
  const timeOf = (created_at: string) => payment({ 'payload[transaction][created_at]': created_at }).paidAt;
  const iso = (text: string) => new Date(text).getTime();

  it.each([
    ['2016-11-08 16:22:20 -0500', '2016-11-08T21:22:20Z'],
    ['2016-06-08 16:22:20 -0400', '2016-06-08T20:22:20Z'],
    ['2016-11-08 16:22:20 +0530', '2016-11-08T10:52:20Z'],
    ['2013-11-27 00:59:35 UTC', '2013-11-27T00:59:35Z'],
    ['2012-11-19T16:59:13Z', '2012-11-19T16:59:13Z'],
    ['2012-11-19T16:59:13-05:00', '2012-11-19T21:59:13Z'],
    ['2012-11-19T16:59:13.250Z', '2012-11-19T16:59:13.250Z'],
    ['2016-02-29 00:00:00 UTC', '2016-02-29T00:00:00Z'],
  ])('is understood: %s', (written, expected) => expect(timeOf(written)).toBe(iso(expected)));

  it.each([
    '',
    'yesterday',
    '1478640140',
    '2016-11-08',
    '2016-11-08 16:22:20',
    '2016-11-08T16:22:20',
    '2016-11-08 16:22:20 EST',
    '2016-11-08 16:22:20 -05',
    '2016-02-30 16:22:20 -0500',
    '2015-02-29 00:00:00 UTC',
    '2016-11-08 25:22:20 UTC',
    '11/08/2016 16:22:20 UTC',
    '2016-11-08 16:22:20 -0500 ',
    '2016-11-08 16:22:20 -0500\n',
  ])('%j is unreadable', (written) => {
    expect(unreadable(aPayment({ 'payload[transaction][created_at]': written })).message).toContain('created_at');
  });
});

describe('a payment', () => {
  it('is decided by the transaction, not by the name of the event', () => {
    expect(payment({ event: 'payment_failure' })).toMatchObject({ state: 'succeeded', captured: 2900 });
    expect(payment({ 'payload[transaction][success]': 'false' })).toMatchObject({ state: 'unpaid', captured: 0, amount: { minor: 2900 } });
  });

  it.each([undefined, '', '1', 'TRUE', 'yes'])('is unreadable when its success is %j', (success) => {
    expect(unreadable(aPayment({ 'payload[transaction][success]': success })).message).toContain('success');
  });

  it('names no customer event: it may name a key, but claims nothing', () => {
    expect(parse(aPayment()).ledgerEvents.map(({ kind }) => kind)).toEqual(['payment']);
  });

  it('names the customer by its reference, else by the flat one', () => {
    const inEvent = (nested: string | undefined, flat: string | undefined) =>
      payment({ 'payload[subscription][customer][reference]': nested, 'payload[customer_reference]': flat }).candidates.inEvent;
    expect([inEvent('a', 'b'), inEvent('', 'b'), inEvent(undefined, 'b'), inEvent('', ''), inEvent(undefined, undefined)]).toEqual([
      'a',
      'b',
      'b',
      undefined,
      undefined,
    ]);
  });

  it('is found by the ids of customer and subscription, from the transaction where there is no such object', () => {
    const links = (fields: Parameters<typeof aPayment>[0]) => payment(fields).candidates.links;
    const noObjects = { 'payload[subscription][id]': undefined, 'payload[subscription][customer][id]': undefined };
    const onTransaction = { 'payload[transaction][customer_id]': '7', 'payload[transaction][subscription_id]': '8' };
    expect(links({})).toEqual(['chargify:customer:146', 'chargify:subscription:151']);
    expect(links(onTransaction)).toEqual(['chargify:customer:146', 'chargify:subscription:151']);
    expect(links({ ...noObjects, ...onTransaction })).toEqual(['chargify:customer:7', 'chargify:subscription:8']);
    expect(links(noObjects)).toEqual([]);
    expect(links({ 'payload[subscription][id]': '0', 'payload[subscription][customer][id]': '' })).toEqual([]);
  });

  it('is read without a subscription, which is then sent as null', () => {
    const transaction = { id: '161', success: 'true', amount_in_cents: '2900', created_at: '2016-11-08 16:22:20 -0500', customer_id: '7' };
    const fields = Object.entries(transaction).map(([name, text]) => [`payload[transaction][${name}]`, text]);
    const body = form({ id: '1', event: 'payment_success', 'payload[subscription]': '', ...Object.fromEntries(fields) });
    expect(theOnly(body)).toMatchObject({ key: 'chargify:transaction:161', candidates: { links: ['chargify:customer:7'] } });
  });

  it.each([
    ['too long', 'a'.repeat(256)],
    ['with a control character', 'ac\u0000me'],
  ])('is unreadable when the reference is %s, so that nothing is attributed wrongly', (_name, reference) => {
    expect(unreadable(aPayment({ 'payload[subscription][customer][reference]': reference })).message).toContain('[customer][reference]');
    expect(unreadable(aSubscription({ 'payload[subscription][customer][reference]': reference })).message).toContain(
      '[customer][reference]',
    );
  });

  it('brings the reference to its one form, and keeps spaces and case', () => {
    expect(payment({ 'payload[subscription][customer][reference]': 'e\u0301 A' }).candidates.inEvent).toBe('\u00e9 A');
    expect(payment({ 'payload[subscription][customer][reference]': ' ' }).candidates.inEvent).toBe(' ');
  });

  it('leaves what was refunded to the refunds', () => {
    expect(payment({ 'payload[transaction][refunded_amount_in_cents]': '2900' })).toEqual(payment({}));
  });
});

describe('a refund', () => {
  const aRefund = (fields: Parameters<typeof form>[0] = {}) =>
    form({
      id: '9',
      event: 'refund_success',
      'payload[refund_id]': '3',
      'payload[payment_id]': '161',
      'payload[amount_in_cents]': '100',
      'payload[customer_reference]': 'acme-42',
      'payload[timestamp]': '2013-11-27 00:59:35 UTC',
      ...fields,
    });

  it('belongs to its payment and names no customer', () => {
    expect(theOnly(aRefund())).toMatchObject({ kind: 'refund', target: { transaction: 'chargify:transaction:161' }, refundId: '3' });
  });

  it('is in its own currency where it tells one', () => {
    expect(theOnly(aRefund({ 'payload[currency]': 'AUD' }))).toMatchObject({ amount: { minor: 100, currency: 'AUD' } });
  });

  it.each(['refund_id', 'payment_id', 'amount_in_cents', 'timestamp'])('is unreadable without its %s', (field) => {
    expect(unreadable(aRefund({ [`payload[${field}]`]: undefined })).message).toContain(field);
  });

  it.each(['refund_id', 'payment_id'])('of the panel has a %s of 0', (field) => {
    expect(parse(aRefund({ [`payload[${field}]`]: '0' }))).toMatchObject({ ledgerEvents: [], ignored: 'panel test' });
  });
});

describe('the site', () => {
  const site = 'acme-books';

  it('[97] decides when one is configured, in any case of letters', () => {
    expect(parse(aPayment(), { site: 'other' })).toMatchObject({ ledgerEvents: [], ignored: 'other site' });
    expect(parse(aPayment(), { site: 'Acme-Books' })).toEqual(parse(aPayment()));
  });

  it('is unreadable when it is missing though one is configured: the money may be ours', () => {
    expect(unreadable(aPayment({ 'payload[site][subdomain]': undefined }), { site }).message).toContain('subdomain');
    expect(parse(aPayment({ 'payload[site][subdomain]': undefined })).ledgerEvents).toHaveLength(1);
  });

  it('does not matter for the panel test, which has none', () => {
    expect(parse('id=123456&event=test&payload[chargify]=testing', { site })).toMatchObject({ ignored: 'panel test' });
  });
});

it('reads the same whatever the test mode: no event of Chargify says that it is a test', () => {
  expect(parse(aPayment(), { testMode: 'ignore' })).toEqual(parse(aPayment()));
});
