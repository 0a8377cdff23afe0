import { readFileSync } from 'node:fs';
import { compressBody } from '../../functions/ledger/dynamo/compression.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createMetrics } from '../../functions/platform/metrics.ts';
import { providers } from '../../functions/providers/all.ts';
import { ITEM_BYTES, LOG_LINES, type LogLines } from '../../lib/cost/measured.ts';
import { aDoor, anEvent } from '../support/ingest.ts';
import { aDelivery, createTestProcessor } from '../support/processor.ts';

const CHARGE = readFileSync('functions/providers/stripe/fixtures/charge_succeeded.json');
const IGNORED = Buffer.from(CHARGE.toString('utf8').replace('charge.succeeded', 'charge.imaginary'));

/** A sink that counts what functions write, under the namespace of a real stage. */
const aSink = () => {
  const lines: string[] = [];
  const sink = { write: (line: string) => void lines.push(line), clock: () => new Date('2026-03-01T12:00:00.000Z') };
  return { lines, log: createLog(sink), metrics: createMetrics({ ...sink, namespace: 'Hookledger/prod' }) };
};

/** Not above the figure, and not far below it. */
const expectNear = (lines: readonly string[], figure: LogLines): void => {
  const bytes = Buffer.byteLength(lines.join(''));
  expect(lines).toHaveLength(figure.lines);
  expect(bytes).toBeLessThanOrEqual(figure.bytes);
  expect(bytes).toBeGreaterThan(0.9 * figure.bytes);
};

describe('the measured figures of the cost model', () => {
  it('are what ingest writes to its log', async () => {
    const { lines, log, metrics } = aSink();
    await aDoor({ log, metrics }).handler(anEvent());
    expectNear(lines, LOG_LINES.ingest);
  });

  it.each([
    ['processed', CHARGE],
    ['ignored', IGNORED],
  ] as const)('are what the processor writes to its log of an event that is %s', async (kind, body) => {
    const { lines, log, metrics } = aSink();
    await createTestProcessor(createMemoryLedger(), { providers, log, metrics }).processDelivery(aDelivery(body));
    expectNear(lines, LOG_LINES[kind]);
  });

  it('are at least what is left of a compressed body', async () => {
    const { bytes } = await compressBody(CHARGE);
    expect(bytes.length).toBeLessThanOrEqual(ITEM_BYTES.ofBodyByte * CHARGE.length);
    expect(bytes.length).toBeGreaterThan(0.5 * ITEM_BYTES.ofBodyByte * CHARGE.length);
  });
});
