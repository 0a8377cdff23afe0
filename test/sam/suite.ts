import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { ProviderId } from '../../functions/domain/keys.ts';
import { createProgram } from '../../lib/events/program.ts';
import { testkits } from '../../lib/events/testkits.ts';
import { toSqsEvent } from '../../lib/local/sqs-event.ts';
import { check } from '../e2e/check.ts';
import type { Steps } from '../e2e/steps.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';
import type { Emulators } from './emulators.ts';
import { ingestId } from './functions.ts';
import type { Invoke } from './invoke.ts';

/** A payment of every provider. */
const PAYMENTS: Readonly<Record<ProviderId, string>> = {
  stripe: 'charge_succeeded_with_keys',
  chargebee: 'payment_succeeded',
  recurly: 'successful_payment',
  chargify: 'payment_success',
  chargily: 'checkout.paid',
};
const PROVIDERS = Object.keys(PAYMENTS) as readonly ProviderId[];

/** What the recorded Stripe payment is of. */
const CUSTOMER = 'acme';

const httpAnswer = z.object({ statusCode: z.number(), body: z.string() });
const batchAnswer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
const webhookBody = z.object({ body: z.string() });

/** What `npm run --silent event -- …` prints. */
export const printed = (...args: readonly string[]): unknown => {
  const lines: string[] = [];
  const print = (text: string): void => void lines.push(text);
  createProgram({ projectRoot: PROJECT_ROOT, clock: () => new Date(), print }).parse(args, { from: 'user' });
  return JSON.parse(lines.join('\n'));
};

type Place = { readonly invoke: Invoke; readonly emulators: Emulators; readonly folder: string };

/** What every function must do, wherever it runs. */
export const suite = async (steps: Steps, { invoke, emulators, folder }: Place): Promise<void> => {
  const call = async (...args: readonly string[]) => httpAnswer.parse(await invoke('Api', printed('api', ...args)));
  const read = async (path: string): Promise<unknown> => JSON.parse((await call(path)).body);
  const payment = printed('stripe', PAYMENTS.stripe);

  for (const provider of PROVIDERS) {
    await steps.step(`${ingestId(provider)}: a good webhook 200, a bad one 401`, async () => {
      const good = provider === 'stripe' ? payment : printed(provider, PAYMENTS[provider]);
      check('The good one', httpAnswer.parse(await invoke(ingestId(provider), good)).statusCode, 200);
      const bad = printed(provider, PAYMENTS[provider], '--secrets', otherSecrets(folder));
      check('The bad one', httpAnswer.parse(await invoke(ingestId(provider), bad)).statusCode, 401);
      return undefined;
    });
  }
  await steps.step('Api: healthy, and takes a customer', async () => {
    check('GET /healthz', (await call('/healthz')).statusCode, 200);
    check('POST /v1/customers', (await call('/v1/customers', '--data', JSON.stringify({ key: CUSTOMER }))).statusCode, 201);
    check('Without its key', (await call('/v1/queue', '--key', 'wrong')).statusCode, 401);
    return undefined;
  });
  await steps.step('Processor: of a batch of three, one fails and is the only one that is reported', async () => {
    const messages = await receiveAll(emulators);
    const [first, second, ...others] = messages.filter(isDelivery);
    check('Deliveries that the ingest functions left', [first, second, ...others].length, PROVIDERS.length);
    // The new customer has left work as well.
    const rest = [...messages.filter((message) => !isDelivery(message)), ...others];
    const broken = { MessageId: 'broken', Body: '{"v":1,"kind":"delivery","provider":"stripe"}' };
    const failures = await processBatch(invoke, [first ?? {}, broken, second ?? {}]);
    check('The failures', failures, ['broken']);
    check('The failures of the other messages', await processBatch(invoke, rest), []);
    return undefined;
  });
  await steps.step('Api: reads what the processor wrote', async () => {
    const { id, charge } = namesIn(payment);
    check(`Transaction ${charge}`, transactionBody.parse(await read(`/v1/transactions/${charge}`)).data, {
      customer_key: CUSTOMER,
      net_amount: 4900,
      currency: 'USD',
    });
    check(`Event ${id}`, eventBody.parse(await read(`/v1/events/stripe/${id}`)).data, { outcome: 'recorded' });
    const { items } = webhooksBody.parse(await read('/v1/webhooks')).data;
    check('Providers that were heard of', items.filter(({ last_event_at }) => last_event_at !== null).length, PROVIDERS.length);
    return `${PROVIDERS.length} providers`;
  });
  await steps.step('Sweeper', async () => JSON.stringify(await invoke('Sweeper', {})));
};

const transactionBody = z.object({ data: z.object({ customer_key: z.string(), net_amount: z.number(), currency: z.string() }) });
const eventBody = z.object({ data: z.object({ outcome: z.string() }) });
const webhooksBody = z.object({ data: z.object({ items: z.array(z.object({ last_event_at: z.string().nullable() })) }) });

/** Secrets of the right shape that are nobody's here. */
const otherSecrets = (folder: string): string => {
  const path = join(folder, 'other-secrets.json');
  writeFileSync(path, JSON.stringify(Object.fromEntries(PROVIDERS.map((provider) => [provider, testkits[provider].otherSecret]))));
  return path;
};

const receiveAll = async ({ sqs, queueUrl }: Emulators): Promise<readonly Message[]> => {
  const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] });
  return (await sqs.send(command)).Messages ?? [];
};

const isDelivery = ({ Body = '' }: Message): boolean => z.object({ kind: z.literal('delivery') }).safeParse(JSON.parse(Body)).success;

const processBatch = async (invoke: Invoke, messages: readonly Message[]): Promise<readonly string[]> =>
  batchAnswer.parse(await invoke('Processor', toSqsEvent(messages))).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

const stripeEvent = z.object({ id: z.string(), data: z.object({ object: z.object({ id: z.string() }) }) });

/** The event's id, and where the ledger keeps its charge. */
const namesIn = (payment: unknown) => {
  const { id, data } = stripeEvent.parse(JSON.parse(Buffer.from(webhookBody.parse(payment).body, 'base64').toString()));
  return { id, charge: `stripe:charge:${data.object.id}` };
};
