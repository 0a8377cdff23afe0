import { createHash } from 'node:crypto';
import type { CustomerEvent, LedgerEvent, PaymentEvent, RefundEvent, SubscriptionEvent } from '../../../functions/domain/ledger-event.ts';
import { compareVersions } from '../../../functions/domain/version.ts';
import { testkit } from '../../../functions/providers/recurly/testkit.ts';
import { anAccount, aSubscription, aTransaction, type Context, document, parse, unreadable } from './support.ts';

type Events = { customer: CustomerEvent; payment: PaymentEvent; refund: RefundEvent; subscription: SubscriptionEvent };

/** The one ledger event of a kind that a body becomes. */
const only = <K extends keyof Events>(kind: K, body: string | Buffer, context?: Context): Events[K] => {
  const isKind = (event: LedgerEvent): event is Events[K] & LedgerEvent => event.kind === kind;
  const [event, ...more] = parse(body, context).ledgerEvents.filter(isKind);
  if (event === undefined || more.length > 0) throw new Error(`The body becomes not exactly one ${kind}`);
  return event;
};

describe('the event id', () => {
  const xml = aTransaction();
  const headers = (id: string) => ({ headers: { 'recurly-notification-id': id } });

  it('is that of the notification when it was sent, for XML and JSON', () => {
    expect(parse(xml, headers('n1')).eventId).toBe('n1');
    expect(parse(xml, headers('n1,n1')).eventId).toBe('n1');
    expect(parse('{"object_type":"payment","event_type":"failed"}', headers('n1')).eventId).toBe('n1');
  });

  it('is the hash of XML bytes otherwise: a repeated body is the same event', () => {
    expect(parse(xml).eventId).toBe(`sha256-${createHash('sha256').update(xml).digest('hex')}`);
    expect(parse(`${xml}\n`).eventId).not.toBe(parse(xml).eventId);
  });

  it.each(['', 'x'.repeat(256), 'a\u0001b'])('[67] is the hash when the header is "%s"', (id) =>
    expect(parse(xml, headers(id)).eventId).toMatch(/^sha256-/),
  );

  it('tells two events of one JSON object apart', () => {
    const json = (event: string, time: string) =>
      parse(`{"id":"ra1","object_type":"subscription","event_type":"${event}","event_time":"${time}"}`).eventId;
    expect(json('created', '2025-11-03T08:15:44Z')).toBe('subscription:created:ra1:2025-11-03T08:15:44Z');
    expect(json('canceled', '2025-11-03T08:15:46Z')).toBe('subscription:canceled:ra1:2025-11-03T08:15:46Z');
  });
});

describe('JSON', () => {
  const aNotification = (fields: Readonly<Record<string, unknown>> = {}): string =>
    JSON.stringify({ id: 'ra1', object_type: 'payment', event_type: 'succeeded', event_time: '2025-11-03T08:15:44Z', ...fields });

  it('is ignored whatever it tells, because it tells no amount', () => {
    for (const object_type of ['payment', 'something_new']) {
      expect(parse(` ${aNotification({ object_type })}\n`)).toEqual({
        eventId: `${object_type}:succeeded:ra1:2025-11-03T08:15:44Z`,
        type: `${object_type}.succeeded`,
        occurredAt: Date.parse('2025-11-03T08:15:44Z'),
        ledgerEvents: [],
        ignored: 'thin JSON notification tells no amount',
      });
    }
  });

  it.each([
    ['[60] no JSON', '{nothing}'],
    ['[61] truncated', aNotification().slice(0, -1)],
    ['[62] a list', `[${aNotification()}]`],
    ['[63] invalid UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')])],
    ['[64] too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['[65] two ids', aNotification().replace('{', '{"id":"ra2",')],
    ['[67] no id', aNotification({ id: undefined })],
    ['[67] an id that is no text', aNotification({ id: 1 })],
    ['[67] an id that is too long', aNotification({ id: 'x'.repeat(256) })],
    ['[67] parts that are too long together', aNotification({ id: 'x'.repeat(250) })],
    ['[67] an id with control characters', aNotification({ id: 'a\nb' })],
    ['[68] no type', aNotification({ event_type: undefined })],
    ['a time that is none', aNotification({ event_time: 'yesterday' })],
  ])('is unreadable when it is %s', (_name, body) => expect(unreadable(body).message).not.toContain('ra1'));
});

describe('a payment', () => {
  it('has the state that its status says, whatever the notification is called', () => {
    const stateOf = (status: string, root?: string) => only('payment', aTransaction({ status }, root === undefined ? {} : { root })).state;
    expect(stateOf('success')).toBe('succeeded');
    expect(stateOf('success', 'failed_payment')).toBe('succeeded');
    expect(stateOf('Declined')).toBe('unpaid');
    expect(stateOf('declined', 'successful_payment')).toBe('unpaid');
    for (const status of ['error', 'processing', 'scheduled', 'pending']) expect(stateOf(status)).toBe('unpaid');
    expect(stateOf('void', 'void_payment')).toBe('voided');
  });

  it('counts nothing when its status is a new word, which is reported', () => {
    const { ledgerEvents, unknownWords } = parse(aTransaction({ status: 'Settling' }));
    expect(ledgerEvents).toMatchObject([{ state: 'unpaid', captured: 0 }]);
    expect(unknownWords).toEqual(['Settling']);
  });

  it('is newer as a void, although both have the time of the transaction', () => {
    const paid = only('payment', aTransaction());
    const voided = only('payment', aTransaction({ status: 'void' }, { root: 'void_payment' }));
    expect(voided.paidAt).toBe(paid.paidAt);
    expect(compareVersions(voided.version, paid.version)).toBeGreaterThan(0);
  });

  it('reads its time with an offset and with fractions', () => {
    expect(only('payment', aTransaction({ date: '2025-11-03T10:15:42+02:00' })).paidAt).toBe(Date.parse('2025-11-03T08:15:42Z'));
    expect(only('payment', aTransaction({ date: '2025-11-03T08:15:42.5Z' })).paidAt).toBe(Date.parse('2025-11-03T08:15:42.500Z'));
  });

  it('keeps the candidates in order: account, then subscriptions, each once', () => {
    const subscription_ids =
      '<subscription_ids type="array"><subscription_id>s1</subscription_id><subscription_id>s2</subscription_id></subscription_ids>';
    expect(only('payment', aTransaction({ subscription_id: 's2', subscription_ids })).candidates).toEqual({
      inEvent: 'acme-1042',
      links: ['recurly:account:acme-1042', 'recurly:subscription:s2', 'recurly:subscription:s1'],
    });
  });

  it.each([
    ['<subscription_ids type="array"/>', []],
    ['<subscription_ids/>', []],
    ['<subscription_ids nil="true"/>', []],
    ['<subscription_ids><subscription_id>s1</subscription_id></subscription_ids>', ['s1']],
    ['<subscription_ids><subscription_id>s1</subscription_id><subscription_id>s2</subscription_id></subscription_ids>', ['s1', 's2']],
  ])('reads %s', (subscription_ids, ids) => {
    const { links } = only('payment', aTransaction({ subscription_id: undefined, subscription_ids })).candidates;
    expect(links).toEqual(['recurly:account:acme-1042', ...ids.map((id) => `recurly:subscription:${id}`)]);
  });

  it.each([
    ['empty', { account_code: '' }],
    ['nil', { account_code: '<account_code nil="true">acme-1042</account_code>' }],
    ['absent', { account_code: undefined }],
  ])('waits for its subscription when its account code is %s', (_name, account) =>
    expect(only('payment', aTransaction({}, { account })).candidates).toEqual({ links: ['recurly:subscription:5e1b7c9d'] }),
  );

  it('takes the account code as it is, in its one stored form', () => {
    const codeOf = (code: string) => only('payment', aTransaction({}, { account: { account_code: code } })).candidates.inEvent;
    expect(codeOf('R&amp;D &lt;1&gt;')).toBe('R&D <1>');
    expect(codeOf(' Acme ')).toBe(' Acme ');
    expect(codeOf('e\u0301')).toBe('\u00e9');
  });

  it.each(['x'.repeat(256), 'a&#10;b'])('is unreadable when its account code cannot be a key', (account_code) =>
    expect(unreadable(aTransaction({}, { account: { account_code } })).message).toMatch(/account\.account_code/),
  );

  it('names no customer of its own: that is for account and subscription events', () =>
    expect(parse(aTransaction()).ledgerEvents.map(({ kind }) => kind)).toEqual(['payment']));

  it('is ignored in test mode only when it says so and the settings do', () => {
    const ignore: Context = { settings: { testMode: 'ignore' } };
    expect(parse(aTransaction({ test: 'true' }), ignore)).toMatchObject({ ledgerEvents: [], ignored: 'test mode' });
    for (const test of ['false', '', undefined]) expect(parse(aTransaction({ test }), ignore).ignored).toBeUndefined();
    expect(parse(aTransaction({ test: 'true' })).ignored).toBeUndefined();
  });

  it('[72] is unreadable when the currency that is set is none', () => {
    expect(unreadable(aTransaction(), { settings: { currency: 'XXX' } }).message).toMatch(/currency/);
    expect(only('payment', aTransaction(), { settings: { currency: 'eur' } }).amount.currency).toBe('EUR');
  });
});

describe('an amount', () => {
  const amountOf = (amount_in_cents: string) => only('payment', aTransaction({ amount_in_cents })).amount.minor;
  const problem = (amount_in_cents: string | undefined) => unreadable(aTransaction({ amount_in_cents })).message;

  it('is an integer up to the largest that is safe', () => {
    expect(amountOf('0')).toBe(0);
    expect(amountOf('9007199254740991')).toBe(9007199254740991);
    expect(amountOf('<amount_in_cents type="integer">4900</amount_in_cents>')).toBe(4900);
  });

  it.each(['<amount_in_cents>10<!-- x -->00</amount_in_cents>', '<amount_in_cents><![CDATA[1000]]></amount_in_cents>'])(
    '[87] is unreadable as %s',
    (amount) => expect(problem(amount)).toMatch(/transaction\.amount_in_cents/),
  );

  it.each([
    '0x10',
    '1e3',
    ' 1000 ',
    '1000\n',
    '\u0661\u0660',
    '\uff11',
    '-100',
    '+100',
    '12.34',
    '1,000',
    '',
    'NaN',
    '9007199254740992',
    '1'.repeat(400),
  ])('[71] [89] is unreadable as "%s"', (amount) => expect(problem(amount)).toMatch(/transaction\.amount_in_cents/));

  it('is unreadable when it is nil or absent', () => {
    expect(problem('<amount_in_cents nil="true">1000</amount_in_cents>')).toMatch(/transaction\.amount_in_cents/);
    expect(problem(undefined)).toMatch(/transaction\.amount_in_cents/);
  });
});

describe('an element that decides', () => {
  it.each(['id', 'amount_in_cents', 'status', 'date', 'action', 'invoice_number', 'subscription_id'])(
    '[88] must not come twice: %s',
    (name) => {
      const twice = `<${name}>1</${name}><${name}>1</${name}>`;
      expect(unreadable(aTransaction({ [name]: twice })).message).toContain(`transaction.${name}`);
    },
  );

  it('[88] must not come twice: account_code, account, transaction', () => {
    const account_code = '<account_code>a</account_code><account_code>b</account_code>';
    expect(unreadable(aTransaction({}, { account: { account_code } })).message).toContain('account.account_code');
    expect(unreadable(aTransaction({}, { also: anAccount() })).message).toContain('account');
    expect(unreadable(aTransaction({}, { also: '<transaction><id>2</id></transaction>' })).message).toContain('transaction');
  });

  it.each(['id', 'date', 'status'])('must not be missing: %s', (name) => {
    expect(unreadable(aTransaction({ [name]: undefined })).message).toContain(`transaction.${name}`);
    expect(unreadable(aTransaction({ [name]: '' })).message).toContain(`transaction.${name}`);
  });

  it('must be what it is called', () => {
    for (const date of ['2025-11-03', '2025-13-03T00:00:00Z', 'yesterday'])
      expect(unreadable(aTransaction({ date })).message).toContain('date');
    expect(unreadable(aSubscription({ quantity: '1.5' })).message).toContain('subscription.quantity');
    expect(unreadable(document('successful_payment', anAccount())).message).toContain('transaction');
    expect(unreadable(document('new_subscription', anAccount())).message).toContain('subscription');
  });
});

describe('a refund', () => {
  const aRefund = (fields = {}, root = 'successful_refund') =>
    aTransaction({ id: 'r1', action: 'credit', amount_in_cents: '1900', ...fields }, { root });

  it('is placed by its invoice, or only by an operator', () => {
    const target = (invoice_number: string) => only('refund', aRefund({ invoice_number })).target;
    expect(target('3107')).toEqual({ item: 'recurly:refund:r1', refs: ['recurly:invoice:3107'] });
    expect(target('<invoice_number nil="true"/>')).toEqual({ item: 'recurly:refund:r1', refs: [] });
  });

  it('is cancelled by a void of the same transaction', () => {
    const created = only('refund', aRefund());
    const cancelled = only('refund', aRefund({ status: 'void' }, 'void_payment'));
    expect(created).toMatchObject({ creation: true, failed: false });
    expect(cancelled).toMatchObject({ creation: false, failed: true, refundId: created.refundId });
    expect(compareVersions(cancelled.version, created.version)).toBeGreaterThan(0);
  });

  it('is never read as a payment', () => {
    for (const action of ['purchase', '', undefined]) expect(only('refund', aRefund({ action })).creation).toBe(true);
    expect(only('refund', aRefund({ action: 'refund' }, 'successful_payment')).creation).toBe(true);
  });
});

describe('an account', () => {
  const anEvent = (account = {}, root = 'new_account') => document(root, anAccount(account));

  it('claims itself from the beginning', () =>
    expect(only('customer', anEvent())).toMatchObject({ links: ['recurly:account:acme-1042'], from: null, email: 'billing@example.com' }));

  it('is ordered by when we received it, its creation first', () => {
    const created = only('customer', anEvent());
    const updated = only('customer', anEvent({}, 'updated_account'));
    expect(compareVersions(created.version, updated.version)).toBeLessThan(0);
    const later = only('customer', anEvent(), { receivedAt: '2026-01-02T03:04:06.000Z' });
    expect(compareVersions(updated.version, later.version)).toBeLessThan(0);
  });

  it('is named for the person, else the company', () => {
    const nameOf = (account: object) => only('customer', anEvent(account)).name;
    expect(nameOf({ company_name: 'Acme' })).toBe('Sample Customer');
    expect(nameOf({ first_name: '', company_name: 'Acme' })).toBe('Customer');
    expect(nameOf({ first_name: '', last_name: '<last_name nil="true">x</last_name>', company_name: 'Acme' })).toBe('Acme');
    expect(nameOf({ first_name: '', last_name: undefined })).toBeUndefined();
  });

  it('does without an e-mail or name that it cannot read', () => {
    const event = only(
      'customer',
      anEvent({ email: '<email>a@example.com</email><email>b@example.com</email>', last_name: '<last_name><x>1</x></last_name>' }),
    );
    expect(event.email).toBeUndefined();
    expect(event.name).toBe('Sample');
  });

  it.each(['', '<account_code nil="true"/>', undefined])('is ignored without a code (%s)', (account_code) =>
    expect(parse(anEvent({ account_code }))).toMatchObject({ ledgerEvents: [], ignored: 'names no customer key' }),
  );
});

describe('a subscription', () => {
  const statusOf = (fields: Parameters<typeof aSubscription>[0]) => only('subscription', aSubscription(fields)).status?.value;

  it.each([
    ['future', 'pending'],
    ['pending', 'pending'],
    ['active', 'active'],
    ['past_due', 'past_due'],
    ['paused', 'paused'],
    ['canceled', 'canceling'],
    ['expired', 'ended'],
    ['failed', 'ended'],
  ])('that Recurly calls %s is %s', (state, status) => expect(statusOf({ state })).toEqual({ status, providerStatus: state }));

  it('is in trial from its start to before its end, by its own times', () => {
    const trial = (from: string, to: string) => statusOf({ trial_started_at: from, trial_ends_at: to })?.status;
    expect(trial('2025-11-03T08:15:40Z', '2025-11-17T08:15:40Z')).toBe('trialing');
    expect(trial('2025-11-01T00:00:00Z', '2025-11-03T08:15:41Z')).toBe('trialing');
    expect(trial('2025-10-03T08:15:40Z', '2025-11-03T08:15:40Z')).toBe('active');
    expect(trial('2025-11-03T08:15:41Z', '2025-11-17T08:15:40Z')).toBe('active');
    expect(statusOf({ state: 'past_due', trial_started_at: '2025-11-03T08:15:40Z', trial_ends_at: '2025-11-17T08:15:40Z' })?.status).toBe(
      'past_due',
    );
  });

  it('in a state that we do not know is active unless it is over, and reported', () => {
    expect(statusOf({ state: 'new_word' })).toEqual({ status: 'active', providerStatus: 'new_word' });
    expect(statusOf({ state: 'new_word', expires_at: '2025-11-03T08:15:39Z' })?.status).toBe('ended');
    expect(parse(aSubscription({ state: 'new_word' })).unknownWords).toEqual(['new_word']);
  });

  it('tells nothing of elements that are not there, and "none" of those that are nil or empty', () => {
    const { planKey, quantity, canceledAt, currentPeriodEnd } = only(
      'subscription',
      aSubscription({ plan: undefined, quantity: '<quantity nil="true">7</quantity>', canceled_at: '', current_period_ends_at: undefined }),
    );
    expect({ planKey, quantity, canceledAt, currentPeriodEnd }).toEqual({ quantity: { value: null }, canceledAt: { value: null } });
  });

  it('is newest when ended, then in the later period, then when received later', () => {
    const versionOf = (fields: Parameters<typeof aSubscription>[0], receivedAt: string) =>
      only('subscription', aSubscription(fields), { receivedAt }).version;
    const inOrder = [
      versionOf({ quantity: '9' }, '2025-11-04T00:00:00.000Z'),
      versionOf({ quantity: '1' }, '2025-11-05T00:00:00.000Z'),
      versionOf({ current_period_started_at: '2025-12-03T08:15:40Z' }, '2025-11-01T00:00:00.000Z'),
      versionOf({ state: 'expired' }, '2025-10-01T00:00:00.000Z'),
    ];
    expect([...inOrder].reverse().sort(compareVersions)).toEqual(inOrder);
  });

  it('claims its account and itself, customer first', () => {
    const { ledgerEvents } = parse(aSubscription());
    expect(ledgerEvents.map(({ kind }) => kind)).toEqual(['customer', 'subscription']);
    expect(ledgerEvents[0]).toMatchObject({ links: ['recurly:account:acme-1042', 'recurly:subscription:5e1b7c9d'], from: null });
  });

  it('claims nothing without an account code', () =>
    expect(parse(aSubscription({}, { account: { account_code: '' } })).ledgerEvents.map(({ kind }) => kind)).toEqual(['subscription']));

  it('comes with a reactivated account, which may also come alone', () => {
    const root = 'reactivated_account';
    expect(parse(aSubscription({}, { root })).ledgerEvents.map(({ kind }) => kind)).toEqual(['customer', 'subscription']);
    expect(parse(document(root, anAccount())).ledgerEvents.map(({ kind }) => kind)).toEqual(['customer']);
  });
});

describe('other notifications', () => {
  it.each(['processing_payment', 'scheduled_payment', 'canceled_account', 'new_charge_invoice', 'something_new'])(
    '[69] [91] %s is ignored',
    (root) =>
      expect(parse(aTransaction({}, { root }))).toMatchObject({
        type: `${root}_notification`,
        ledgerEvents: [],
        ignored: 'means nothing to the ledger',
      }),
  );

  it('[91] an authentic page of HTML is ignored', () => expect(parse('<html><body>x</body></html>').type).toBe('html'));

  it('[74] many elements that nobody reads are no harm', () =>
    expect(only('payment', aTransaction({}, { also: '<x>1</x>'.repeat(1_900) })).amount.minor).toBe(4900));

  it('[8] an empty body is unreadable, under the hash of nothing', () =>
    expect(unreadable('').eventId).toBe(`sha256-${createHash('sha256').digest('hex')}`));
});

describe('the testkit', () => {
  const sample = { eventId: 'ev1', paymentId: 'p1', minor: 4900, customerKey: 'R&D <1>', at: new Date('2026-01-02T03:04:05.000Z') };

  it('writes a payment, and a refund that finds it by the invoice', () => {
    const payment = only('payment', testkit.payment(sample));
    expect(payment).toMatchObject({ key: testkit.transactionKey('p1'), state: 'succeeded', captured: 4900, paidAt: sample.at.getTime() });
    expect(payment.candidates.inEvent).toBe('R&D <1>');
    const refund = only('refund', testkit.refund?.({ ...sample, refundId: 'r1', minor: 100 }) ?? '');
    expect(refund).toMatchObject({ refundId: 'r1', amount: { minor: 100 }, target: { refs: payment.standsFor } });
  });

  it('writes another event for another event id, and one that means nothing', () => {
    expect(parse(testkit.payment({ ...sample, eventId: 'ev2' })).eventId).not.toBe(parse(testkit.payment(sample)).eventId);
    expect(parse(testkit.unrelated(sample)).ignored).toBeDefined();
  });
});
