import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { Section, Table } from '../section.ts';
import { ratioText, spreadOf, spreadText } from '../stats.ts';
import { type Peak, peaksOf } from './processes.ts';
import { type Receiver, startOurs, startOverPostgres, startOverSqlite } from './receivers.ts';
import { type Plan, type Round, runRound, takeTurns } from './rounds.ts';

/** The mark is at 16 clients, so most payments go there: 10,000 to each receiver. */
const FULL: readonly Plan[] = [
  { clients: 1, payments: 300, rounds: 3 },
  { clients: 16, payments: 3_334, rounds: 3 },
  { clients: 64, payments: 600, rounds: 3 },
];
const QUICK: readonly Plan[] = [{ clients: 16, payments: 200, rounds: 1 }];
const MARK = 16;
const WARM_UP = { clients: 16, payments: 500 };

export const load: Section = {
  id: 'load',
  title: 'Under load, beside a usual receiver',
  measure: async ({ quick, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'hookledger-bench-'));
    // PostgreSQL runs as another user, and has to get through.
    chmodSync(folder, 0o711);
    const started: Receiver[] = [];
    try {
      // The database first: when it is missing, nothing else need start.
      const overPostgres = await startOverPostgres(folder);
      started.push(overPostgres);
      const ours = await startOurs(folder);
      started.push(ours);
      const overSqlite = await startOverSqlite(folder);
      started.push(overSqlite);
      const receivers = [ours, overPostgres, overSqlite];
      if (!quick) for (const receiver of receivers) await runRound(receiver, WARM_UP);
      const measured: Measured[] = [];
      for (const plan of quick ? QUICK : FULL) measured.push({ plan, rounds: await takeTurns(receivers, plan, say) });
      return {
        goals: measured.filter(({ plan }) => plan.clients === MARK).map(goalOf),
        tables: [...measured.map((one) => tableOf(receivers, one)), memoryTable(receivers)],
        versions: [overPostgres.version, ...['express', 'pg', 'stripe', 'autocannon'].map(installed)],
      };
    } finally {
      for (const receiver of started.toReversed()) await receiver.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The rounds of each receiver under one load. */
type Measured = { readonly plan: Plan; readonly rounds: readonly (readonly Round[])[] };

const spreadIn = (rounds: readonly Round[] = [], field: keyof Round) => spreadOf(rounds.map((round) => round[field]));

const goalOf = ({ rounds: [ours, peer] }: Measured) => {
  const [answered, theirs] = [spreadIn(ours, 'perSecond'), spreadIn(peer, 'perSecond')];
  return {
    text: `${MARK} clients: more webhooks answered a second than by Express over PostgreSQL`,
    reached: answered.median > theirs.median,
    seen: `${answered.median.toFixed(0)} against ${theirs.median.toFixed(0)}, ratio ${ratioText(answered, theirs)}`,
  };
};

const tableOf = (receivers: readonly Receiver[], { plan, rounds }: Measured): Table & { readonly caption: string } => ({
  caption:
    `${plan.clients} ${plan.clients === 1 ? 'client' : 'clients'}, ${plan.rounds} rounds of ${plan.payments} payments each: webhooks answered a second, ` +
    'milliseconds to an answer, seconds until the last payment could be read, payments a second until then, and what all processes together computed for one.',
  head: ['', 'answered/s', 'p50 ms', 'p99 ms', 'all stored, s', 'stored/s', 'CPU ms each'],
  rows: receivers.map(({ name }, index) => [
    name,
    spreadText(spreadIn(rounds[index], 'perSecond'), 0),
    spreadText(spreadIn(rounds[index], 'p50')),
    spreadText(spreadIn(rounds[index], 'p99')),
    spreadText(spreadIn(rounds[index], 'storedAfter')),
    spreadText(spreadIn(rounds[index], 'storedPerSecond'), 0),
    spreadText(spreadIn(rounds[index], 'cpuMillis')),
  ]),
});

const memoryTable = (receivers: readonly Receiver[]): Table & { readonly caption: string } => ({
  caption:
    'The most memory that each process had in use over all rounds (VmHWM), in MB. The processes of PostgreSQL share their buffers, which count in each.',
  head: ['', 'processes', 'largest', 'each'],
  rows: receivers.map((receiver) => {
    const peaks = peaksOf(receiver.pids());
    const largest = Math.max(0, ...peaks.map(({ megabytes }) => megabytes));
    return [receiver.name, String(peaks.length), largest.toFixed(0), [...Map.groupBy(peaks, ({ name }) => name)].map(peaksText).join(', ')];
  }),
});

const peaksText = ([name, peaks]: readonly [string, readonly Peak[]]): string => {
  const { min, max } = spreadOf(peaks.map(({ megabytes }) => megabytes));
  return peaks.length === 1 ? `${name} ${max.toFixed(0)}` : `${peaks.length} ${name} ${min.toFixed(0)} – ${max.toFixed(0)}`;
};

const installed = (name: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  return `${name} ${z.object({ version: z.string() }).parse(manifest).version}`;
};
