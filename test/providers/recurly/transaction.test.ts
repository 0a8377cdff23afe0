import { compareVersions } from '../../../functions/domain/version.ts';
import { aTransaction, type Context, only, parse, unreadable } from './support.ts';

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
