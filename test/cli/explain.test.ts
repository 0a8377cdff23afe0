import { createClient } from '../support/client.ts';
import { endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';
import { aCli } from './a-cli.ts';
import { aProvider } from './a-provider.ts';

const CHARGE = 'stripe:charge:ch_1';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const aPayment = { eventId: 'evt_1', paymentId: 'ch_1', minor: 2000, customerKey: 'acme', at: day(1) };

let server: LocalProcess;
beforeAll(async () => {
  server = await startLocalProgram();
  const provider = aProvider(server.url);
  await createClient(server.url).post('/v1/customers', { key: 'acme', partner_key: 'partner-1' });
  await provider.stripePays(aPayment);
  await provider.stripeRefunds({ ...aPayment, eventId: 'evt_2', refundId: 're_1', minor: 500, at: day(5) });
  await provider.stripeRefunds({ ...aPayment, eventId: 'evt_3', refundId: 're_2', minor: 300, at: day(6) }, { currency: 'gbp' });
  const other = { ...aPayment, eventId: 'evt_4', paymentId: 'ch_2', minor: 3000, at: day(2) };
  await provider.stripePays(other, { customer: 'cus_2', metadata: {} });
  await provider.stripePays({ ...other, eventId: 'evt_5' }, { amount: 'many' });
  await provider.stripeSendsUnrelated({ eventId: 'evt_6', at: day(3) });
  await provider.recurlyRefunds({ ...aPayment, eventId: 'n1', paymentId: '7', refundId: 'r1', minor: 700, at: day(7) });
});
afterAll(endAll);

/** What it prints, with one word for the times at which the events came to this test. */
const explain = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await aCli({ url: server.url })('explain', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.replaceAll(/(came|since) \d{4}-\S+Z/g, '$1 <now>');
};

describe('hookledger explain', () => {
  it('tells the story of a transaction in order of time, and why it does not count in full', async () => {
    expect(await explain(CHARGE)).toBe(`Transaction stripe:charge:ch_1
20.00 USD of 2026-01-01T00:00:00Z, partially_refunded: counts 15.00 USD for acme (partner partner-1).
5.00 USD of it was refunded.
Its events also tell of GBP, which counts nothing: a payment has one currency, and this one's is USD.

2026-01-01T00:00:00Z  charge.succeeded  stripe:evt_1
  came <now>: recorded
  counts nothing -> 20.00 USD; amount 20.00 USD; status recorded; customer acme

2026-01-05T00:00:00Z  refund.created  stripe:evt_2
  came <now>: recorded
  counts 20.00 USD -> 15.00 USD; status recorded -> partially_refunded

2026-01-06T00:00:00Z  refund.created  stripe:evt_3
  came <now>: recorded
  no figure changed
`);
  });

  it('says what a payment waits for, and what to do about it', async () => {
    expect(await explain('stripe:charge:ch_2')).toBe(`Transaction stripe:charge:ch_2
30.00 USD of 2026-01-02T00:00:00Z, recorded: counts nothing.
It waits for its customer: nobody has named stripe:customer:cus_2 yet.
Say whose it is: hookledger customers link <customer> stripe:customer:cus_2

2026-01-02T00:00:00Z  charge.succeeded  stripe:evt_4
  came <now>: waiting
  amount 30.00 USD; status recorded; customer nobody
`);
  });

  it('finds an event by its id alone, as the panel of the provider shows it', async () => {
    expect(await explain('evt_2')).toBe(`2026-01-05T00:00:00Z  refund.created  stripe:evt_2
  came <now>: recorded

Row stripe:charge:ch_1
  counts 20.00 USD -> 15.00 USD; status recorded -> partially_refunded
  now: 20.00 USD of 2026-01-01T00:00:00Z, partially_refunded: counts 15.00 USD for acme (partner partner-1).
  5.00 USD of it was refunded.
  Its events also tell of GBP, which counts nothing: a payment has one currency, and this one's is USD.
`);
  });

  it('says why an event changed nothing', async () => {
    expect(await explain('stripe:evt_5')).toContain('hookledger replay stripe:evt_5');
    expect(await explain('stripe:evt_6')).toContain('came <now>: ignored\n  means nothing to the ledger\n');
  });

  it('tells of a refund that names no payment how to name it', async () => {
    const story = await explain('recurly:refund:r1');
    expect(story).toMatch(
      /^recurly:refund:r1 counts nothing yet\.\n {2}refund recurly:refund:r1 of 7\.00 USD\n {4}waits since <now> for recurly:invoice:/,
    );
    const [, event = ''] = /told by (\S+)/.exec(story) ?? [];
    expect(story).toContain(`say which payment it is: hookledger events link ${event} <transaction>`);
    expect(await explain(event)).toContain(`Say which it is: hookledger events link ${event} <transaction>`);
  });

  it('shows a customer with all that was paid, in order of time', async () => {
    expect(await explain('acme')).toBe(`Customer acme, known since <now>
Referred by partner partner-1.
No provider key is linked to it.

TIME                  TRANSACTION            AMOUNT     COUNTS  STATUS
2026-01-01T00:00:00Z  stripe:charge:ch_1  20.00 USD  15.00 USD  partially_refunded
1 transaction; counted: 15.00 USD.
`);
  });

  it('tells of a key that nobody has named what waits for it', async () => {
    expect(await explain('stripe:customer:cus_2')).toBe(`Nobody has named stripe:customer:cus_2 yet, and this waits for it:
  payment stripe:charge:ch_2 of 30.00 USD
    waits since <now> for stripe:customer:cus_2
    told by stripe:evt_4
Say whose it is: hookledger customers link <customer> stripe:customer:cus_2
`);
  });

  it('prints the answers of the API with --json', async () => {
    const [story] = JSON.parse(await explain(CHARGE, '--json'));
    expect(story).toMatchObject({ kind: 'transaction', transaction: { key: CHARGE, net_amount: 1500 } });
    expect(story.events.map(({ key }: { readonly key: string }) => key)).toEqual(['stripe:evt_1', 'stripe:evt_2', 'stripe:evt_3']);
  });

  it('says that there is no such thing', async () => {
    expect(await aCli({ url: server.url })('explain', 'nobody')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no event, transaction, subscription or customer nobody, and nothing waits for it.\n',
    });
  });
});
