import { createHash } from 'node:crypto';
import { inParallel } from '../../functions/platform/in-parallel.ts';
import { readDelivery } from '../../functions/process/reading.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';
import { endAll } from '../support/local-process.ts';
import { aDelivery } from '../support/processor.ts';
import { testkits } from '../support/testkits.ts';
import { createPayer, type Server, startServer } from './a-server.ts';
import { BAD_INPUTS, titled } from './all.ts';
import { type BadInput, CHARGEBEE, CHARGILY, paymentOf, proven, type Sent, STRIPE, UNTOLD } from './bad-input.ts';
import { untold } from './untold.ts';
import { type Answer, sendAsIs } from './wire.ts';

/** The running product over HTTP. What only a handler can be given is left to `at-the-door.test.ts`. */
const INPUTS = BAD_INPUTS.filter(({ handlerOnly }) => handlerOnly !== true);
const FIRST_NUMBER = 2_000_000;
const WEBHOOKS = '/webhooks/';

let server: Server;
const results = new Map<BadInput, { readonly sent: Sent; readonly answer: Answer; readonly event: unknown }>();
let lines: readonly string[] = [];

const post = ({ provider }: Testkit, sent: Sent) => sendAsIs(server.url, { path: `${WEBHOOKS}${provider.id}`, ...sent });

/** The event of a body, as the API shows it once the processor is done with it. */
const eventOf = async ({ provider }: Testkit, body: Buffer) => {
  const { eventId } = readDelivery(provider, aDelivery(body, { provider: provider.id }));
  const path = `/v1/events/${provider.id}/~${Buffer.from(eventId).toString('base64url')}`;
  return (await server.client.until(path, ({ status }) => status === 200)).body.data;
};

/** All are sent before the first is asked for: to wait for each would take longer than all tests together. */
beforeAll(async () => {
  server = await startServer();
  await createPayer(server);
  const answered = await inParallel(4, [...INPUTS.entries()], async ([at, input]) => {
    const sent = input.request(new Date(), FIRST_NUMBER + at);
    return { input, sent, answer: await post(input.testkit, sent) };
  });
  // The latest first: when it is done, nearly all are.
  await inParallel(2, answered.toReversed(), async ({ input, sent, answer }) => {
    results.set(input, { sent, answer, event: answer.status === 200 ? await eventOf(input.testkit, sent.body) : undefined });
  });
  lines = await server.newLines();
});
afterAll(endAll);

const hashOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** The same bytes are sent twice only where there are none, once with their proof and once without. */
const timesQueued = (body: Buffer): number => {
  const sent = `"delivery sent","hash":"${hashOf(body)}"`;
  return lines.filter((line) => line.includes(sent)).length;
};
const timesAccepted = (body: Buffer): number =>
  [...results].filter(([input, { sent }]) => input.answer === 200 && sent.body.equals(body)).length;

const resultOf = (input: BadInput) => {
  const result = results.get(input);
  if (result === undefined) throw new Error('It was not sent');
  return result;
};

it.each(titled(INPUTS))('%s', (_, input) => {
  const { sent, answer, event } = resultOf(input);
  const challenge = input.answer === 401 ? input.testkit.provider.verifier.challenge : undefined;
  expect([answer.status, answer.headers['www-authenticate']]).toEqual([input.answer, challenge]);
  if (sent.path?.startsWith(WEBHOOKS) !== false) expect(answer.body).toBe('');
  if (input.outcome !== undefined) expect(event).toMatchObject({ outcome: input.outcome });
  expect(timesQueued(sent.body)).toBe(timesAccepted(sent.body));
  const log = lines.join('\n');
  for (const text of untold(sent)) expect(log).not.toContain(text);
});

it('[BI 79] tells of each card number, and of nothing else', () => {
  const inputs = INPUTS.filter(({ row }) => row === 79);
  expect(lines.filter((line) => line.includes('"card number seen"'))).toHaveLength(inputs.length);
  expect(lines.join('\n')).not.toContain('4242424242424242');
});

it.each([STRIPE, CHARGEBEE, CHARGILY].map((testkit) => [testkit.provider.id, testkit] as const))(
  '[BI 76] brings in both of two events with one id, and shows it, for %s',
  async (_, testkit) => {
    const payment = (paymentId: string, minor: number): Buffer =>
      testkit.payment({ eventId: '8000000', paymentId, minor, customerKey: UNTOLD, at: new Date('2026-02-03T04:05:06Z') });
    const keys = ['8000001', '8000002'].map(testkit.transactionKey);
    for (const body of [payment('8000001', 100_00), payment('8000002', 7_00)]) await post(testkit, proven(testkit, body, new Date()));
    const path = `/v1/events/${testkit.provider.id}/8000000`;
    const { body: event } = await server.client.until(path, ({ body }) => keys.every((key) => String(body.data?.['rows']).includes(key)));
    expect(event.data).toMatchObject({ outcome: 'recorded', rows: expect.arrayContaining(keys) });
    const rows = await Promise.all(keys.map((key) => server.client.get(`/v1/transactions/${encodeURIComponent(key)}`)));
    expect(rows.map(({ body }) => body.data['net_amount'])).toEqual([100_00, 7_00]);
  },
);

it.each(testkits.map((testkit) => [testkit.provider.id, testkit] as const))('goes on as before for %s', async (_, testkit) => {
  const body = paymentOf(testkit, 9_000_000);
  expect((await post(testkit, proven(testkit, body, new Date()))).status).toBe(200);
  expect(await eventOf(testkit, body)).toMatchObject({ outcome: 'recorded', rows: [testkit.transactionKey('9000000')] });
});
