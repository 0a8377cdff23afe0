import type { LedgerEvent } from '../../../functions/domain/ledger-event.ts';
import { chargily } from '../../../functions/providers/chargily/index.ts';
import { aCheckout, parse, type Settings, unreadable } from './support.ts';

const theOnly = (body: string, settings: Settings = {}): LedgerEvent | undefined => {
  const { ledgerEvents } = parse(body, settings);
  expect(ledgerEvents).toHaveLength(1);
  return ledgerEvents[0];
};

describe('a body that is not an event', () => {
  it.each<[string, string | Buffer]>([
    ['[60] not JSON', 'id=event-1'],
    ['[60] empty', ''],
    ['[61] truncated', aCheckout().slice(0, -2)],
    ...['null', '1', '"text"', '[]', 'true'].map((text): [string, string] => [`[62] ${text}`, text]),
    ['[63] invalid UTF-8', Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xff]), Buffer.from('"}')])],
    ['[65] an id told twice', aCheckout().replace('"id":"event-1"', '"id":"event-1","id":"event-2"')],
    ['an invoice of the older Chargily ePay', '{"invoice":{"id":1,"status":"paid","amount":2500}}'],
  ])('%s is unreadable', (_what, body) => expect(unreadable(body)).toMatchObject({ eventId: undefined }));

  it('[64] nests 100,000 levels deep and is unreadable at once', () => {
    const body = aCheckout({ metadata: 'DEEP' }).replace('"DEEP"', '['.repeat(100_000) + ']'.repeat(100_000));
    expect(unreadable(body).message).toContain('levels');
  });
});

describe('the id, the type and the time', () => {
  it.each([undefined, null, 7, '', 'x'.repeat(256), 'a\u0000', 'a\n1'])(
    '[67] the id %p is unreadable, and the error knows the type',
    (id) => {
      expect(unreadable(aCheckout({}, { id }))).toMatchObject({ eventId: undefined, eventType: 'checkout.paid' });
    },
  );

  it.each([undefined, null, 7, ''])('[68] the type %p is unreadable, and the error knows the id', (type) => {
    expect(unreadable(aCheckout({}, { type }))).toMatchObject({ eventId: 'event-1', eventType: undefined });
  });

  it.each(['checkout.created', 'refund.created', 'constructor', '__proto__'])('[69] the type %s is ignored', (type) => {
    expect(parse(aCheckout({}, { type, data: undefined }))).toMatchObject({ type, ledgerEvents: [], ignored: 'tells the ledger nothing' });
  });

  it.each([undefined, -1, 1.5, '1767225600', 1767225600000])('the time %p is unreadable', (created_at) => {
    expect(unreadable(aCheckout({}, { created_at }))).toMatchObject({ eventId: 'event-1', eventType: 'checkout.paid' });
  });
});

describe('test mode', () => {
  it.each([
    ['"false"', 'false', true],
    ['false', false, true],
    ['"true"', 'true', false],
    ['true', true, false],
    ['nothing', undefined, false],
    ['null', null, false],
  ])('[70] livemode %s is read as it is meant', (_how, livemode, isTest) => {
    expect(parse(aCheckout({}, { livemode })).ignored).toBeUndefined();
    expect(parse(aCheckout({}, { livemode }), { testMode: 'ignore' }).ignored).toBe(isTest ? 'test mode' : undefined);
  });

  it.each(['no', 0, 1, ''])('[70] livemode %p is unreadable', (livemode) =>
    expect(unreadable(aCheckout({}, { livemode })).message).toContain('livemode'),
  );
});

describe('odd but authentic content', () => {
  it('[66] pollutes nothing', () => {
    const body = aCheckout().replace(
      '{"id":"checkout-1"',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"checkout-1"',
    );
    expect(parse(body)).toEqual(parse(aCheckout()));
    expect({}).not.toHaveProperty('polluted');
  });

  it.each(['-1', '2500.5', '1e400', '9007199254740992', '90071992547410', '"12.34"', '"2500"', 'null', 'true'])(
    '[71] the amount %s is unreadable',
    (amount) => {
      const error = unreadable(aCheckout().replace('"amount":2500', `"amount":${amount}`));
      expect(error).toMatchObject({ eventId: 'event-1', eventType: 'checkout.paid' });
      expect(error.message).toContain('amount');
    },
  );

  it.each(['XXX', 'EUR', 'dinar', '', 12])('[72] the currency %p is unreadable', (currency) => {
    expect(unreadable(aCheckout({ currency })).message).toContain('data.currency');
  });

  it('[73] reads metadata of 50 keys x 500 characters', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`field_${index}`, 'x'.repeat(500)]));
    expect(parse(aCheckout({ metadata: { ...many, customer_key: 'acme' } }))).toEqual(parse(aCheckout()));
  });

  it('[74] reads past 10,000 unknown fields', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field_${index}`, index]));
    expect(parse(aCheckout(many, many))).toEqual(parse(aCheckout()));
  });

  it('[75] keeps NUL and makes lone surrogates storable', () => {
    expect(theOnly(aCheckout({ description: '\ud800', metadata: { product_key: 'a\u0000\ud800' } }))).toMatchObject({
      productKey: 'a\u0000\ufffd',
    });
  });

  it('[79] reads past a card number', () => expect(parse(aCheckout({ description: '4111111111111111' }))).toEqual(parse(aCheckout())));
});

describe('a checkout', () => {
  it.each([
    ['paid', 'succeeded', 250000],
    ['pending', 'unpaid', 0],
    ['processing', 'unpaid', 0],
    ['failed', 'unpaid', 0],
    ['canceled', 'unpaid', 0],
    ['expired', 'unpaid', 0],
  ])('with status %s is %s, whatever the event is called', (status, state, captured) => {
    for (const type of chargily.eventsToTick) {
      expect(theOnly(aCheckout({ status }, { type }))).toMatchObject({ state, captured, amount: { minor: 250000, currency: 'DZD' } });
    }
  });

  it.each([
    ['checkout.paid', 'succeeded'],
    ['checkout.failed', 'unpaid'],
    ['checkout.canceled', 'unpaid'],
    ['checkout.expired', 'unpaid'],
  ])('without a status is what %s says', (type, state) =>
    expect(parse(aCheckout({ status: null }, { type }))).toMatchObject({ ledgerEvents: [{ state }] }),
  );

  it('with an unknown status is unpaid, and the word is counted', () => {
    expect(parse(aCheckout({ status: 'toString' }))).toMatchObject({ ledgerEvents: [{ state: 'unpaid' }], unknownWords: ['toString'] });
  });

  it('counts whole dinars in hundredths', () => {
    expect(theOnly(aCheckout({ amount: 0 }))).toMatchObject({ amount: { minor: 0 } });
    expect(theOnly(aCheckout({ amount: 90_071_992_547_409 }))).toMatchObject({ amount: { minor: 9_007_199_254_740_900 } });
  });

  it.each(['dzd', 'DZD', null, undefined])('takes the currency %p for dinars', (currency) => {
    expect(theOnly(aCheckout({ currency }))).toMatchObject({ amount: { currency: 'DZD' } });
  });

  it('is paid for at its own creation and told at the time of the event', () => {
    expect(theOnly(aCheckout())).toMatchObject({ paidAt: 1767225500000, version: { at: 1767225600000, rank: 1, id: 'event-1' } });
  });

  it.each(['id', 'amount', 'created_at'])('is unreadable without its %s', (field) => {
    expect(unreadable(aCheckout({ [field]: undefined })).message).toContain(`data.${field}`);
  });

  it.each([undefined, null, ''])("names no customer of Chargily's when that is %p", (customer_id) => {
    expect(theOnly(aCheckout({ customer_id }))).toMatchObject({ candidates: { explicit: 'acme', links: [] } });
  });

  it('names the customer of Chargily', () => {
    expect(theOnly(aCheckout({ customer_id: 'c1', metadata: null }))).toMatchObject({ candidates: { links: ['chargily:customer:c1'] } });
  });
});

describe('the metadata', () => {
  it.each([
    null,
    undefined,
    [],
    {},
    '',
    'text',
    7,
    [['customer_key', 'a']],
    [{ customer_key: 'a' }, { customer_key: 'b' }],
    { customer_key: '' },
    { customer_key: null },
  ])('tells nothing as %j', (metadata) => expect(theOnly(aCheckout({ metadata }))).toMatchObject({ candidates: { links: [] } }));

  it.each([{ customer_key: 'a' }, [{ customer_key: 'a' }]])('tells the customer as %j', (metadata) => {
    expect(theOnly(aCheckout({ metadata }))).toMatchObject({ candidates: { explicit: 'a' } });
  });

  it.each([
    { customer_key: 7 },
    { customer_key: 'a'.repeat(256) },
    { customer_key: 'a\u0000' },
    { customer_key: '\ud800' },
    { partner_key: 'p\n' },
    { product_key: 7 },
  ])('is unreadable as %j', (metadata) =>
    expect(unreadable(aCheckout({ metadata }))).toMatchObject({ eventId: 'event-1', eventType: 'checkout.paid' }),
  );

  it('brings a customer event only when it names the customer and the partner', () => {
    const metadata = { customer_key: 'a', partner_key: 'p' };
    expect(parse(aCheckout({ metadata })).ledgerEvents).toEqual([
      {
        kind: 'customer',
        customerKey: 'a',
        partnerKey: 'p',
        links: [],
        from: 1767225600000,
        version: { at: 1767225600000, rank: 1, id: 'event-1' },
      },
      expect.objectContaining({ kind: 'payment' }),
    ]);
    expect(theOnly(aCheckout({ metadata: { partner_key: 'p' } }))).toMatchObject({ kind: 'payment' });
  });
});
