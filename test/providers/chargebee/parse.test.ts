import type { LedgerEvent } from '../../../functions/domain/ledger-event.ts';
import { chargebee } from '../../../functions/providers/chargebee/index.ts';
import { aCustomer, anEvent, aPayment, aSubscription, aTransaction, parse, unreadable } from './support.ts';

const ofKind = (body: string, kind: LedgerEvent['kind']) => parse(body).ledgerEvents.filter((event) => event.kind === kind);

describe('the events to tick', () => {
  const content = { transaction: aTransaction(), customer: aCustomer(), subscription: aSubscription() };
  it.each(chargebee.eventsToTick)('%s tells the ledger something', (type) => {
    expect(parse(anEvent(type, content)).ledgerEvents).not.toEqual([]);
  });
});

describe('a body that is not an event', () => {
  it.each<[string, string | Buffer]>([
    ['[60] not JSON', 'id=ev_1'],
    ['[60] empty', ''],
    ['[61] truncated', aPayment().slice(0, -2)],
    ...['null', '1', '"text"', '[]', 'true'].map((text): [string, string] => [`[62] ${text}`, text]),
    ['[63] invalid UTF-8', Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xff]), Buffer.from('"}')])],
    ['[65] an id told twice', aPayment().replace('"id":"ev_1"', '"id":"ev_1","id":"ev_2"')],
  ])('%s is unreadable', (_what, body) => expect(unreadable(body)).toMatchObject({ eventId: undefined }));

  it('[64] nests 100,000 levels deep and is unreadable at once', () => {
    const body = aPayment({}, {}, { extra: 'DEEP' }).replace('"DEEP"', '['.repeat(100_000) + ']'.repeat(100_000));
    expect(unreadable(body).message).toContain('levels');
  });
});

describe('the id and the type', () => {
  it.each([undefined, null, 7, '', 'x'.repeat(256), 'ev\u0000', 'ev\n1'])(
    '[67] the id %p is unreadable, and the error knows the type',
    (id) => {
      expect(unreadable(aPayment({}, {}, { id }))).toMatchObject({ eventId: undefined, eventType: 'payment_succeeded' });
    },
  );

  it.each([undefined, null, 7, ''])('[68] the type %p is unreadable, and the error knows the id', (event_type) => {
    expect(unreadable(aPayment({}, {}, { event_type }))).toMatchObject({ eventId: 'ev_1', eventType: undefined });
  });

  it.each(['invoice_generated', 'payment_intent_updated', 'constructor', '__proto__', 'toString'])(
    '[69] the type %s is ignored',
    (type) => {
      expect(parse(anEvent(type, {}))).toMatchObject({ type, ledgerEvents: [], ignored: 'tells the ledger nothing' });
    },
  );

  it('ignores an unknown type also without a time', () => {
    expect(parse(anEvent('coupon_created', {}, { occurred_at: undefined }))).toMatchObject({
      occurredAt: null,
      ignored: expect.any(String),
    });
  });

  it('[78] ignores API version v1, whatever it holds', () => {
    expect(parse(anEvent('payment_succeeded', {}, { api_version: 'v1' }))).toMatchObject({ ledgerEvents: [], ignored: 'API version v1' });
  });

  it('refuses an API version that it does not know', () =>
    expect(unreadable(aPayment({}, {}, { api_version: 'v3' })).message).toContain('api_version'));

  it.each([undefined, -1, 1.5, '1767225600', 1e15])('refuses the time %p', (occurred_at) => {
    expect(unreadable(aPayment({}, {}, { occurred_at }))).toMatchObject({ eventId: 'ev_1', eventType: 'payment_succeeded' });
  });
});

describe('odd but authentic content', () => {
  it('[66] pollutes nothing', () => {
    const body = aPayment().replace('{"id":"txn_1"', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"txn_1"');
    expect(parse(body)).toEqual(parse(aPayment()));
    expect({}).not.toHaveProperty('polluted');
  });

  it.each(['-1', '29.5', '1e400', '9007199254740992', '"12.34"', '"2900"', 'null', 'true'])(
    '[71] the amount %s is unreadable',
    (amount) => {
      const error = unreadable(aPayment().replace('"amount":2900', `"amount":${amount}`));
      expect(error).toMatchObject({ eventId: 'ev_1', eventType: 'payment_succeeded' });
      expect(error.message).toContain('content.transaction.amount');
    },
  );

  it.each(['XXX', 'US', 'dollars', '', null, undefined])('[72] the currency %p is unreadable', (currency_code) => {
    expect(unreadable(aPayment({ currency_code })).message).toContain('currency_code');
  });

  it('[73] reads metadata of 50 keys x 500 characters', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`field_${index}`, 'x'.repeat(500)]));
    expect(parse(aPayment({}, { meta_data: { ...many, customer_key: 'acme' } }))).toEqual(parse(aPayment()));
  });

  it('[74] reads past 10,000 unknown fields', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field_${index}`, index]));
    expect(parse(aPayment(many, many, many))).toEqual(parse(aPayment()));
  });

  it('[75] keeps NUL and makes lone surrogates storable', () => {
    const customer = aCustomer({ first_name: 'a\u0000', last_name: '\ud800', company: undefined, email: 'x\udfff@example.com' });
    expect(parse(anEvent('customer_created', { customer })).ledgerEvents).toMatchObject([
      { name: 'a\u0000 \ufffd', email: 'x\ufffd@example.com' },
    ]);
  });

  it('[76] reads other bytes of the same event the same', () => {
    expect(parse(aPayment({}, {}, { webhook_status: 'scheduled' }))).toEqual(
      parse(aPayment({}, {}, { webhook_status: 're_scheduled', webhooks: [{}] })),
    );
  });

  it('[79] reads past a card number', () => {
    expect(parse(aPayment({ masked_card_number: '4111111111111111' }))).toEqual(parse(aPayment()));
  });
});

describe('the keys of a customer', () => {
  const candidates = (customer: Record<string, unknown>) =>
    ofKind(aPayment({}, customer), 'payment').map((event) => 'candidates' in event && event.candidates.inEvent);

  it.each([
    ['meta_data', { meta_data: { customer_key: 'a' } }, 'a'],
    ['meta_data as text', { meta_data: '{"customer_key":"a"}' }, 'a'],
    ['a custom field', { meta_data: undefined, cf_customer_id: 'a' }, 'a'],
    ['a custom field beside meta_data without the key', { meta_data: { plan: 'x' }, cf_customer_id: 'a' }, 'a'],
    ['meta_data before a custom field', { meta_data: { customer_key: 'a' }, cf_customer_id: 'b' }, 'a'],
    ['composed Unicode', { meta_data: { customer_key: 'Zoe\u0308' } }, 'Zo\u00eb'],
    ['255 characters', { meta_data: { customer_key: 'a'.repeat(255) } }, 'a'.repeat(255)],
  ])('are read from %s', (_where, customer, key) => expect(candidates(customer)).toEqual([key]));

  it.each([
    ['empty', { meta_data: { customer_key: '' } }],
    ['null', { meta_data: { customer_key: null } }],
    ['in no meta_data', { meta_data: null }],
    ['in empty text', { meta_data: '' }],
    ['in a list', { meta_data: [{ customer_key: 'a' }] }],
    ['in text of a list', { meta_data: '[]' }],
    ['an empty custom field', { meta_data: undefined, cf_customer_id: '' }],
  ])('count as absent when %s', (_how, customer) => expect(candidates(customer)).toEqual([undefined]));

  it.each([
    ['a number', { meta_data: { customer_key: 7 } }],
    ['a number in text', { meta_data: '{"customer_key":7}' }],
    ['too long', { meta_data: { customer_key: 'a'.repeat(256) } }],
    ['with a control character', { meta_data: { customer_key: 'a\u0000' } }],
    ['with a lone surrogate', { meta_data: '{"customer_key":"\\ud800"}' }],
    ['a partner key that is none', { meta_data: { customer_key: 'a', partner_key: 'p\n' } }],
    ['a custom field that is no text', { cf_customer_id: 7 }],
    ['in text that is not JSON', { meta_data: 'customer_key=a' }],
  ])('are unreadable when %s', (_how, customer) => {
    expect(unreadable(aPayment({}, customer))).toMatchObject({ eventId: 'ev_1', eventType: 'payment_succeeded' });
  });

  it('do not quote text that is not JSON', () =>
    expect(unreadable(aPayment({}, { meta_data: 'secret{' })).message).not.toContain('secret'));

  it('bring a customer event only together with a partner', () => {
    expect(ofKind(aPayment({}, { meta_data: { partner_key: 'p' } }), 'customer')).toEqual([]);
    expect(ofKind(aPayment({}, { meta_data: { customer_key: 'a' } }), 'customer')).toEqual([]);
    expect(ofKind(aPayment({}, { meta_data: { customer_key: 'a', partner_key: 'p' } }), 'customer')).toMatchObject([
      { partnerKey: 'p', links: [] },
    ]);
  });

  it.each([
    ['meta_data before the custom field', { meta_data: { customer_key: 'a', gspk: 'cA==' }, cf_partner_key: 'q' }, 'p'],
    ['the custom field', { meta_data: { customer_key: 'a' }, cf_partner_key: 'q' }, 'q'],
    ['the custom field when the parameter is broken', { meta_data: { customer_key: 'a', ps_partner_key: '?' }, cf_partner_key: 'q' }, 'q'],
  ])('take the partner from %s', (_where, customer, partnerKey) => {
    expect(ofKind(aPayment({}, customer), 'customer')).toMatchObject([{ partnerKey }]);
  });
});
