import { anAccount, aSubscription, aTransaction, document, only, unreadable } from './support.ts';

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
