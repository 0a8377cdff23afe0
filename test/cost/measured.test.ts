import { readFileSync } from 'node:fs';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { COUNT_POSITIONS_EVERY_MS } from '../../functions/ingest/count-positions.ts';
import { compressBody } from '../../functions/ledger/dynamo/compression.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createLog, warningsOnly } from '../../functions/platform/log.ts';
import { createMetrics } from '../../functions/platform/metrics.ts';
import { createSweep } from '../../functions/process/sweep.ts';
import { providers } from '../../functions/providers/all.ts';
import { ACCESS_LOG_FORMAT } from '../../lib/aws/access-log.ts';
import { ITEM_BYTES, LOG_LINES, type LogLines, POSITION_EVERY_MINUTES } from '../../lib/cost/measured.ts';
import { randomFill } from '../support/genuine/fill.ts';
import { stripeBodies } from '../support/genuine/stripe.ts';
import { aDoor, anEvent } from '../support/ingest.ts';
import { aDelivery, createTestProcessor, NOW } from '../support/processor.ts';

const CHARGE = readFileSync('functions/providers/stripe/fixtures/charge_succeeded.json');
const IGNORED = Buffer.from(CHARGE.toString('utf8').replace('charge.succeeded', 'charge.imaginary'));

/** With an id as long as Stripe's are; those of fixtures are shorter. */
const withRealId = (body: Buffer): Buffer => Buffer.from(body.toString('utf8').replace('evt_3RCharge00001', `evt_${'1'.repeat(24)}`));

/** A sink that counts what functions write, under the namespace of a real stage. */
const aSink = () => {
  const lines: string[] = [];
  const sink = { write: (line: string) => void lines.push(line), clock: () => new Date('2026-03-01T12:00:00.000Z') };
  return { lines, log: createLog(sink), metrics: createMetrics({ ...sink, namespace: 'Hookledger/prod' }) };
};

/** A line of the access log as the gateway fills it in, with an address and an id of the usual length. */
const accessLine = (route: string): string => {
  const values: Readonly<Record<string, string>> = {
    ...{ 'identity.sourceIp': '203.0.113.113', requestId: 'JKJaXmPLvHcESHA=', status: '200', responseLatency: '25' },
    ...{ routeKey: route, integrationErrorMessage: '-' },
  };
  return ACCESS_LOG_FORMAT.replaceAll(/\$context\.([\w.]+)/g, (_, name: string) => values[name] ?? `no ${name}`);
};

/** Not above the figure, and not far below it. */
const expectNear = (lines: readonly string[], figure: LogLines): void => {
  const bytes = Buffer.byteLength(lines.join(''));
  expect(lines).toHaveLength(figure.lines);
  expect(bytes).toBeLessThanOrEqual(figure.bytes);
  expect(bytes).toBeGreaterThan(0.9 * figure.bytes);
};

describe('the measured figures of the cost model', () => {
  it('are what the gateway writes of a request', () => {
    expectNear([accessLine('POST /webhooks/stripe')], LOG_LINES.access);
    expect(accessLine('POST /webhooks/chargebee').length).toBeLessThanOrEqual(LOG_LINES.access.bytes);
  });

  it('are what ingest writes to its log: the place of the secret, and nothing of the next request', async () => {
    const { lines, log, metrics } = aSink();
    const { handler } = aDoor({ log: warningsOnly(log), metrics });
    await handler(anEvent());
    expectNear(lines, LOG_LINES.position);
    await handler(anEvent());
    expect(lines).toHaveLength(1);
    expect(POSITION_EVERY_MINUTES * 60_000).toBe(COUNT_POSITIONS_EVERY_MS);
  });

  it('are what the sweeper and its heartbeat write in a minute in which nothing is wrong', async () => {
    const { lines, log, metrics } = aSink();
    const ledger = createMemoryLedger();
    for (const provider of PROVIDER_IDS) await ledger.noteLastEvent({ provider, receivedAt: NOW.getTime() });
    const { deps, drain } = createTestProcessor(ledger, { providers, log, metrics });
    log.info('swept', await createSweep(deps)());
    await drain();
    expectNear(lines, LOG_LINES.pulse);
  });

  it.each([
    ['processed', withRealId(CHARGE)],
    ['ignored', withRealId(IGNORED)],
  ] as const)('are what the processor writes to its log of an event that is %s', async (kind, body) => {
    const { lines, log, metrics } = aSink();
    await createTestProcessor(createMemoryLedger(), { providers, log, metrics }).processDelivery(aDelivery(body));
    expectNear(lines, LOG_LINES[kind]);
  });

  it.each(['payment_intent.succeeded', 'charge.succeeded', 'invoice.paid'] as const)(
    'are at least what is left of a compressed %s',
    async (type) => {
      const body = stripeBodies[type](randomFill(1));
      const { bytes } = await compressBody(body, 'stripe');
      expect(bytes.length).toBeLessThanOrEqual(ITEM_BYTES.ofBodyByte * body.length);
      expect(bytes.length).toBeGreaterThan(0.5 * ITEM_BYTES.ofBodyByte * body.length);
    },
  );
});
