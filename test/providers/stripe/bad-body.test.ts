import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import { AT, aCharge, anEvent, aSubscription, CHARGES, INVOICES, only, read, readCharge } from './support.ts';

/** The error that reading ends in. */
const failure = (body: Parameters<typeof read>[0]): UnreadablePayloadError => {
  try {
    read(body);
  } catch (error) {
    if (error instanceof UnreadablePayloadError) return error;
    throw error;
  }
  throw new Error('The body was read');
};

const good = anEvent('charge.succeeded', aCharge());
const text = JSON.stringify(good);

describe('an authentic body of Stripe that is odd', () => {
  it.each([
    ['[8] empty', ''],
    ['[60] not JSON', 'hello'],
    ['[61] truncated', text.slice(0, -20)],
    ['[62] null', 'null'],
    ['[62] a number', '7'],
    ['[62] a text', '"evt_1"'],
    ['[62] a list', `[${text}]`],
    ['[62] true', 'true'],
    ['[63] invalid UTF-8', Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0x22, 0xff, 0x22]), Buffer.from('}')])],
    ['[64] 100,000 levels deep', `{"id":"evt_1","type":"charge.succeeded","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['[65] with two ids', text.replace('{"id":"evt_1"', '{"id":"evt_0","id":"evt_1"')],
    ['[65] with two amounts', text.replace('"amount":500', '"amount":5,"amount":500')],
    ['with a byte order mark', `\ufeff${text}`],
  ])('%s: unreadable', (_title, body) => {
    expect(failure(body).message).not.toBe('');
  });

  it('[66] "__proto__" and "constructor" pollute nothing and name nobody', () => {
    const odd = '"__proto__":{"customer_key":"evil","polluted":1},"constructor":{"prototype":{"polluted":1}}';
    const parsed = read(text.replace('"metadata":{}', `"metadata":{${odd}}`).replace('{"id":"evt_1"', `{${odd},"id":"evt_1"`));
    expect(only('payment', parsed.ledgerEvents).candidates).toEqual({ links: ['stripe:customer:cus_1'] });
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([undefined, null, 7, '', 'e'.repeat(256), 'evt_\u0000', 'evt_\n', 'evt_\ud800', {}])(
    '[67] the id %j: unreadable, and still names its type',
    (id) => {
      const error = failure({ ...good, id });
      expect(error).toMatchObject({ eventId: undefined, eventType: 'charge.succeeded' });
      expect(error.message).toContain('id');
    },
  );

  it('[67] takes an id of 255 characters', () => {
    expect(read({ ...good, id: 'e'.repeat(255) }).eventId).toBe('e'.repeat(255));
  });

  it.each([undefined, null, 7, ''])('[68] the type %j: unreadable, and still names its id', (type) => {
    expect(failure({ ...good, type })).toMatchObject({ eventId: 'evt_1', eventType: undefined });
  });

  it.each(['price.created', 'charge', 'charge.succeeded.later', 'constructor', '__proto__', 'customer.subscription.trial_will_end'])(
    '[69] ignores the type %s',
    (type) => {
      expect(read(anEvent(type, {}))).toEqual({
        eventId: 'evt_1',
        type,
        occurredAt: AT * 1000,
        ledgerEvents: [],
        ignored: 'means nothing to the ledger',
      });
    },
  );

  it('[69] ignores an unknown type whatever else is in it', () => {
    expect(read({ id: 'evt_1', type: 'x.y', created: 'soon' })).toMatchObject({ occurredAt: null, ignored: expect.any(String) });
  });

  it.each([
    [false, 'test mode'],
    ['false', 'test mode'],
    [true, undefined],
    ['true', undefined],
    [undefined, undefined],
    [null, undefined],
  ])('[70] reads livemode %j, ignored as %j where test events do not count', (livemode, reason) => {
    const event = { ...good, livemode };
    expect(read(event, { ...CHARGES, testMode: 'ignore' }).ignored).toBe(reason);
    expect(read(event).ledgerEvents).toHaveLength(1);
  });

  const AMOUNTS = ['-1', '12.5', '1e400', '9007199254740992', '"12.34"', '"500"', 'null', 'true', '[500]'];

  it.each(AMOUNTS)('[71] the amount %s: unreadable', (amount) => {
    const error = failure(text.replace('"amount":500', `"amount":${amount}`));
    expect(error).toMatchObject({ eventId: 'evt_1', eventType: 'charge.succeeded' });
    expect(error.message).toContain('data.object.amount');
  });

  it.each(['amount_captured', 'amount_refunded'])('[71] reads no odd %s either', (field) => {
    for (const amount of AMOUNTS.filter((odd) => odd !== 'null')) {
      expect(() => read(text.replace(new RegExp(`"${field}":\\d+`), `"${field}":${amount}`))).toThrow(field);
    }
  });

  it('[71] reads the largest safe integer exactly', () => {
    const { amount } = only('payment', readCharge({ amount: Number.MAX_SAFE_INTEGER }).ledgerEvents);
    expect(amount.minor).toBe(9_007_199_254_740_991);
  });

  it.each(['', 'us', 'usdc', 'xxx', 'u$d', 'ＵＳＤ', 840, null, undefined])('[72] the currency %j: unreadable', (currency) => {
    expect(failure(anEvent('charge.succeeded', aCharge({ currency }))).message).toContain('data.object.currency');
  });

  it('[73] reads metadata of 50 keys with 500 characters each', () => {
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`key_${n}`, 'x'.repeat(500)]));
    const payment = only('payment', readCharge({ metadata: { ...metadata, customer_key: 'acme' } }).ledgerEvents);
    expect(payment.candidates.explicit).toBe('acme');
  });

  it('[74] reads past 10,000 unknown fields', () => {
    const unknown = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`field_${n}`, { n }]));
    expect(read({ ...unknown, ...anEvent('charge.succeeded', aCharge(unknown)) })).toEqual(read(good));
  });

  it('[75] keeps NUL, and a storable character in place of a lone surrogate', () => {
    const customer = {
      id: 'cus_1',
      email: 'a\u0000@example.com',
      name: 'x\ud800',
      description: '\u0000\ud800',
      metadata: { customer_key: 'acme' },
    };
    const fact = only('customer', read(anEvent('customer.created', customer)).ledgerEvents);
    expect(fact).toMatchObject({ email: 'a\u0000@example.com', name: 'x\ufffd' });
    const payment = only('payment', readCharge({ description: '\ud800', metadata: { product_key: 'p\ud800\u0000' } }).ledgerEvents);
    expect(payment.productKey).toBe('p\ufffd\u0000');
    const subscription = read(anEvent('customer.subscription.updated', aSubscription({ status: 'odd\ud800' })));
    expect(subscription.unknownWords).toEqual(['odd\ufffd']);
  });

  it('[77] ignores a thin event, whatever its type and mode', () => {
    const thin = { id: 'evt_1', object: 'v2.core.event', type: 'charge.succeeded', created: '2026-01-01T00:00:01.000Z' };
    expect(read(thin)).toEqual({
      eventId: 'evt_1',
      type: 'charge.succeeded',
      occurredAt: AT * 1000,
      ledgerEvents: [],
      ignored: 'thin event',
    });
  });

  it('[79] reads past a card number', () => {
    expect(readCharge({ description: '4242424242424242' }).ledgerEvents).toEqual(readCharge({}).ledgerEvents);
  });
});

describe('a snapshot event of Stripe that lacks something', () => {
  it.each([undefined, null, 'now', -1, 1.5, 253_402_300_800])('[71] created %j: unreadable', (created) => {
    expect(failure({ ...good, created }).message).toContain('created');
  });

  it.each([undefined, null, 7, {}, { object: null }, { object: [] }])('data %j: unreadable', (data) => {
    for (const type of [
      'charge.succeeded',
      'refund.created',
      'charge.dispute.closed',
      'customer.created',
      'customer.subscription.deleted',
    ]) {
      expect(failure({ ...good, type, data })).toMatchObject({ eventId: 'evt_1', eventType: type });
    }
    expect(() => read({ ...good, type: 'invoice.paid', data }, INVOICES)).toThrow(UnreadablePayloadError);
    expect(() => read({ ...good, type: 'invoice_payment.paid', data }, INVOICES)).toThrow(UnreadablePayloadError);
  });

  it.each([
    ['id', ''],
    ['id', 'ch_\u0000'],
    ['customer', { id: 'cus_1' }],
    ['customer', 'c'.repeat(256)],
    ['payment_intent', 7],
    ['status', 'done'],
    ['captured', 'true'],
    ['created', '1767225600'],
  ])('a charge whose %s is %j: unreadable', (field, value) => {
    expect(failure(anEvent('charge.succeeded', aCharge({ [field]: value }))).message).toContain(`data.object.${field}`);
  });

  it.each([7, 'a'.repeat(256), 'a\nb', '\ud800', ['acme']])(
    'the customer key %j: unreadable, so that nothing is attributed wrongly',
    (key) => {
      const error = failure(anEvent('charge.succeeded', aCharge({ metadata: { customer_key: key } })));
      expect(error).toMatchObject({ eventId: 'evt_1', message: expect.stringContaining('customer_key') });
    },
  );

  it('never tells a value in its message', () => {
    const customer = { id: 'cus_1', email: ['someone@example.com'], metadata: { customer_key: ['someone@example.com'] } };
    expect(failure(anEvent('customer.created', customer)).message).not.toContain('example');
  });
});
