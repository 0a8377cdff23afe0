import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { createIngestHandler } from '../../../functions/ingest/create-ingest-handler.ts';
import { createEncodeDelivery } from '../../../functions/ingest/delivery.ts';
import { readRequest } from '../../../functions/ingest/read-request.ts';
import { createLog } from '../../../functions/platform/log.ts';
import { createMetrics } from '../../../functions/platform/metrics.ts';
import { readingSettings } from '../../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import type { WebhookRequest } from '../../../functions/providers/provider.ts';
import type { Testkit } from '../../../functions/providers/testkit.ts';
import { anEvent } from '../../support/ingest.ts';

/** One way to deal with a request that came through API Gateway. Throws when it finds the request not genuine. */
export type Variant = { readonly name: string; readonly run: () => unknown };

/** Handed to whatever is measured, so that nothing of it can be left out. */
const nowhere = (): void => {};

/** `constructEvent` of the stripe package: verifies, and parses the event. Its header is made by the package's own test helper. */
export const stripePackage = (body: string): Variant => ({ name: 'stripe package: `constructEvent`', run: constructEvent(body) });

/** The same, and the event as the text that a usual handler sends to its queue. */
export const stripePackageAndJson = (body: string): Variant => {
  const verified = constructEvent(body);
  return { name: 'stripe package: `constructEvent`, make JSON for a queue', run: () => JSON.stringify(verified()) };
};

const constructEvent = (body: string): (() => Stripe.Event) => {
  const { webhooks } = new Stripe('sk_test_bench');
  const header = webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_local' });
  return () => webhooks.constructEvent(body, header, 'whsec_local');
};

/** The reference verifier of Standard Webhooks: verifies, and parses the event. */
export const standardWebhooks = (body: string): Variant => {
  const webhook = new Webhook(`whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`);
  const now = new Date();
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': webhook.sign('msg_1', now, body),
  };
  return { name: 'standardwebhooks: `verify`', run: () => webhook.verify(body, headers) };
};

/** What else API Gateway hands on of a request. */
const USUAL_HEADERS = {
  accept: '*/*; q=0.5, application/xml',
  'cache-control': 'no-cache',
  'content-type': 'application/json; charset=utf-8',
  host: 'hooks.example.com',
  'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
  'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678',
  'x-forwarded-for': '192.0.2.1',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
};

/** The one thing that every verifier of a signature must do. */
export const hmacAlone = (body: Buffer): Variant => ({
  name: 'an HMAC of `node:crypto`, nothing else',
  run: () => createHmac('sha256', 'whsec_local').update(body).digest(),
});

const genuineRequest = ({ provider, sign, secret }: Testkit, body: Buffer) => {
  const { headers, query } = sign(body, secret, new Date());
  const path = `/webhooks/${provider.verifier.provider}`;
  return anEvent({ path, headers: { ...USUAL_HEADERS, ...headers }, body, ...(query === undefined ? {} : { query }) });
};

/** Ours: the same body with the proof of this provider, verified, and not parsed. It has headers and bytes at hand, as the peers do. */
export const verifyOnly = (testkit: Testkit, body: Buffer): Variant => {
  const request = readRequest(genuineRequest(testkit, body));
  return { name: `${testkit.provider.name}: verify`, run: () => verified(testkit, request) };
};

/** The same, and the text that would be sent to the queue. */
export const verifyAndEncode = (testkit: Testkit, body: Buffer): Variant => {
  const request = readRequest(genuineRequest(testkit, body));
  const encode = encoderOf(testkit);
  return { name: `${testkit.provider.name}: verify, make the envelope`, run: () => encode(verified(testkit, request)) };
};

/** From the request as API Gateway hands it on to that text. */
export const readVerifyAndEncode = (testkit: Testkit, body: Buffer): Variant => {
  const event = genuineRequest(testkit, body);
  const encode = encoderOf(testkit);
  const run = () => encode(verified(testkit, readRequest(event)));
  return { name: `${testkit.provider.name}: read the request, verify, make the envelope`, run };
};

const verified = ({ provider: { verifier, name }, secret }: Testkit, request: WebhookRequest | undefined): WebhookRequest => {
  if (request === undefined || !verifier.verify(request, secret, new Date()).verified) throw new Error(`${name}'s request is not genuine`);
  return request;
};

/** What a function makes once is made once. */
const encoderOf = ({ provider: { verifier } }: Testkit): ((request: WebhookRequest) => string) => {
  const { provider } = verifier;
  const encode = createEncodeDelivery({ provider, settings: readingSettings(LOCAL_DEFAULTS, provider) });
  return ({ body }) => encode({ receivedAt: new Date(), headers: {}, body });
};

/** The function's whole handler, deadlines, log and metrics among it, with a queue that takes everything at once. */
export const wholeHandler = (testkit: Testkit, body: Buffer): Variant => {
  const { verifier, name } = testkit.provider;
  const clock = () => new Date();
  const secret = Promise.resolve(testkit.secret);
  const handler = createIngestHandler({
    verifier,
    secrets: { read: () => secret, refresh: () => secret },
    sender: async () => {},
    settings: LOCAL_DEFAULTS,
    clock,
    log: createLog({ write: nowhere, clock }),
    metrics: createMetrics({ write: nowhere, clock, namespace: 'Bench' }),
  });
  const event = genuineRequest(testkit, body);
  const run = async () => {
    const { statusCode } = await handler(event);
    if (statusCode !== 200) throw new Error(`${name}'s request was answered ${statusCode}`);
  };
  return { name: `${name}: the whole handler`, run };
};
