import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import { createIngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { loadFromObject } from '../../functions/platform/secret-loaders.ts';
import { createSecretSource } from '../../functions/platform/secrets.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { createProcessorHandler } from '../../functions/process/handler.ts';
import { providers } from '../../functions/providers/all.ts';
import { createProgram } from '../../lib/events/program.ts';
import { BUILT_IN_SECRETS } from '../../lib/local/built-in-secrets.ts';
import { createTestProcessor } from '../support/processor.ts';

const NOW = new Date('2026-11-20T10:20:30.400Z');

/** What the command prints, as JSON or as text. */
const printed = (...args: readonly string[]): string => {
  const lines: string[] = [];
  const program = createProgram({ projectRoot: process.cwd(), clock: () => NOW, print: (text) => void lines.push(text) });
  program.parse(args, { from: 'user' });
  return lines.join('\n');
};

/** Every type that the command lists. */
const typesOf = (provider: ProviderId) =>
  printed('list', provider)
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
const ALL = PROVIDER_IDS.flatMap((provider) => typesOf(provider).map((type) => [provider, type] as const));

const clock = () => NOW;
/** A processor over an empty ledger. */
const aProcessor = () => {
  const { deps } = createTestProcessor(createMemoryLedger(), { providers, clock });
  const handler = createProcessorHandler(deps);
  return { ...deps, process: (event: SQSEvent) => handler(event, { getRemainingTimeInMillis: () => 30_000 }) };
};

/** What an ingest function answers, and the text that it queues. */
const taken = async (provider: ProviderId, event: APIGatewayProxyEventV2) => {
  const queued: string[] = [];
  const door = createIngestHandler({
    verifier: providers[provider].verifier,
    secrets: createSecretSource({ load: loadFromObject(BUILT_IN_SECRETS), clock }),
    sender: async (envelope) => void queued.push(envelope),
    settings: LOCAL_DEFAULTS,
    clock,
    log: aProcessor().log,
  });
  return { status: (await door(event)).statusCode, queued };
};

describe('what the event command prints', () => {
  it.each(ALL)('for %s %s is taken by the ingest function, and by the processor as the same delivery', async (provider, type) => {
    const answer = await taken(provider, JSON.parse(printed(provider, type, '--id', 'x')));
    const batch: SQSEvent = JSON.parse(printed('processor', provider, type, '--id', 'x'));
    expect(answer).toEqual({ status: 200, queued: batch.Records.map(({ body }) => body) });
    expect(await aProcessor().process(batch)).toEqual({ batchItemFailures: [] });
  });

  it('ends as a row of the ledger', async () => {
    const [record] = JSON.parse(printed('processor', 'stripe', 'charge.succeeded', '--id', 'row')).Records;
    const event = JSON.parse(Buffer.from(JSON.parse(record.body).body, 'base64').toString());
    const { ledger, process } = aProcessor();
    await process({ Records: [record] });
    expect(await ledger.readRecord(`stripe:${event.id}`)).toMatchObject({
      outcome: 'recorded',
      rows: [`stripe:charge:${event.data.object.id}`],
    });
  });

  it('is a read of the API, or a call with data', () => {
    const { requestContext, rawQueryString, headers } = JSON.parse(printed('api', '/v1/events?limit=2'));
    expect({ method: requestContext.http.method, rawQueryString, headers }).toMatchObject({
      method: 'GET',
      rawQueryString: 'limit=2',
      headers: { authorization: 'Bearer local-key' },
    });
    const { requestContext: posted, body } = JSON.parse(printed('api', '/v1/customers', '--data', '{"key":"a"}'));
    expect([posted.http.method, Buffer.from(body, 'base64').toString()]).toEqual(['POST', '{"key":"a"}']);
  });
});
