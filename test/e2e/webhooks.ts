import type { Testkit } from '../../functions/providers/testkit.ts';
import { eventually } from '../support/local-process.ts';
import { check } from './check.ts';
import { liveTestkits } from './live-testkits.ts';
import type { Steps } from './steps.ts';
import { customerOf, PARTNER, type Team } from './team.ts';

/** Each provider's genuine webhooks over HTTP, and what the ledger says of them afterwards. */
export const webhooks = async ({ step }: Steps, team: Team): Promise<void> => {
  for (const testkit of liveTestkits) {
    const { name } = testkit.provider;
    await step(`${name}: a payment, three times, is recorded once under its customer`, () => recordsOnce(team, testkit));
    await step(`${name}: what is signed with another secret is answered 401 and not recorded`, () => refuses(team, testkit));
    await step(`${name}: a refund may come before its payment`, () => takesRefundFirst(team, testkit));
    await step(`${name}: a payment of an unknown customer waits, and heals when the customer is named`, () => heals(team, testkit));
  }
  await step('The ledger says what was paid', () => team.untilBooked());
};

const recordsOnce = async (team: Team, testkit: Testkit): Promise<undefined> => {
  await team.name(customerOf(testkit));
  const { key, body } = team.pay(testkit);
  for (let times = 0; times < 3; times += 1) check('the answer', await team.send(testkit, body), 200);
  await eventually(async () => (await team.transaction(key)).status === 200);
  const { data } = (await team.transaction(key)).body;
  check('customer and partner', [data['customer_key'], data['partner_key']], [customerOf(testkit), PARTNER]);
  check('amount and net amount', [data['amount'], data['net_amount']], [120_00, 120_00]);
  const list = await team.get(`/v1/customers/${customerOf(testkit)}/transactions`);
  check('rows of the customer', list.body.data.items.length, 1);
};

const refuses = async (team: Team, testkit: Testkit): Promise<undefined> => {
  const paymentId = team.nextId();
  const payment = { eventId: team.nextId(), paymentId, minor: 900_00, customerKey: customerOf(testkit), at: new Date('2026-01-06') };
  check('the answer', await team.send(testkit, testkit.payment(payment), testkit.otherSecret), 401);
  check('the row', (await team.transaction(testkit.transactionKey(paymentId))).status, 404);
};

const takesRefundFirst = async (team: Team, testkit: Testkit): Promise<string | undefined> => {
  const story = team.payAndRefund(testkit, 20_00);
  if (story === undefined) return 'this provider tells of no refunds';
  check('the answer to the refund', await team.send(testkit, story.refund), 200);
  await team.untilQuiet();
  check('the answer to the payment', await team.send(testkit, story.payment), 200);
  await eventually(async () => (await team.transaction(story.key)).body.data?.['net_amount'] === 100_00);
  const { data } = (await team.transaction(story.key)).body;
  check('refunded amount and status', [data['refunded_amount'], data['status']], [20_00, 'partially_refunded']);
  return undefined;
};

const heals = async (team: Team, testkit: Testkit): Promise<undefined> => {
  const customerKey = `late-customer-of-${testkit.provider.id}`;
  const { key, body } = team.pay(testkit, { customerKey });
  check('the answer', await team.send(testkit, body), 200);
  const waits = async () => (await team.get('/v1/waiting')).body.data.items.some((row) => row['key'] === key);
  await eventually(waits);
  check('the answer of the API', (await team.name(customerKey)).status, 201);
  await eventually(async () => (await team.transaction(key)).body.data['customer_key'] === customerKey);
  await eventually(async () => !(await waits()));
};
