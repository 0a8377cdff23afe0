import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createLog } from '../../functions/platform/log.ts';
import { METRICS } from '../../functions/platform/metric-list.ts';
import { providers } from '../../functions/providers/all.ts';
import { aDelivery, createTestProcessor, NOW } from '../support/processor.ts';

const CHARGE = readFileSync('functions/providers/stripe/fixtures/charge_succeeded.json');
const OTHER_TYPE = Buffer.from(CHARGE.toString('utf8').replace('charge.succeeded', 'charge.imaginary'));
const UNREADABLE = Buffer.from('{"id":"evt_broken","type":"charge.succeeded"}');

const lineSchema = z.record(z.string(), z.unknown());
const told = Object.entries(METRICS).flatMap(([name, metric]) => ('line' in metric ? [{ name, ...metric }] : []));

/** What CloudWatch counts of a line: each metric whose fields it has, under the texts of its dimensions. */
const countedOf = (text: string) => {
  const line = lineSchema.parse(JSON.parse(text));
  return told
    .filter((metric) => Object.entries(metric.line).every(([field, value]) => line[field] === value))
    .map(({ name, dimensions }) => [name, ...dimensions.map((dimension) => line[dimension])]);
};

it('writes one line of each event, of which its outcome and the type of what is ignored are counted', async () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line), clock: () => NOW });
  const { processDelivery } = createTestProcessor(createMemoryLedger(), { providers, log });
  for (const body of [CHARGE, CHARGE, OTHER_TYPE, UNREADABLE]) await processDelivery(aDelivery(body));
  expect(lines.map(countedOf)).toEqual([
    [['Outcomes', 'stripe', 'recorded']],
    [['Outcomes', 'stripe', 'duplicate']],
    [
      ['Outcomes', 'stripe', 'ignored'],
      ['IgnoredEvents', 'stripe', 'charge.imaginary'],
    ],
    [['Outcomes', 'stripe', 'unreadable']],
  ]);
});
