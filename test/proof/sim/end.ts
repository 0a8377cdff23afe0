import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { NO_METRICS } from '../../../functions/platform/metrics.ts';
import type { Settings } from '../../../functions/platform/settings.ts';
import { createProcessDelivery } from '../../../functions/process/process-delivery.ts';
import { providers } from '../../../functions/providers/all.ts';
import { compareLedger, differenceText } from '../../../lib/world/compare.ts';
import type { World } from '../../../lib/world/world.ts';
import { createMemoryQueues } from '../../support/queues.ts';
import type { Book } from './book.ts';
import { Violation } from './host.ts';
import type { Kernel } from './kernel.ts';
import { toldBy } from './tell-ledger.ts';

type End = {
  readonly kernel: Kernel;
  readonly memory: MemoryLedger;
  readonly book: Book;
  readonly world: World;
  readonly settings: Settings;
  readonly unanswered: readonly string[];
};

const REPEATED = 5;
const SHOWN = 5;

/** When all work is done: the ledger is the world's, every event has its outcome, nobody waits for what is known, a repeat changes nothing. */
export const checkEnd = async (end: End): Promise<void> => {
  const problems = [
    ...end.unanswered.map((id) => `I1: ${id} was never answered with 200`),
    ...(await outcomesOf(end)),
    ...leftOvers(end.memory),
    ...compareLedger(end.world.oracle, await toldBy(end.memory), { others: 'differ' }).map(
      (difference) => `I3: ${differenceText(difference)}`,
    ),
  ];
  if (problems.length === 0) problems.push(...(await repeatSome(end)));
  for (const problem of problems.slice(0, SHOWN)) end.kernel.tell(problem);
  if (problems.length > 0) throw new Violation(problems.slice(0, SHOWN).join('\n'));
};

const outcomesOf = async ({ memory, book }: End): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const [key, reading] of book.readings()) {
    const record = await memory.readRecord(key);
    const expected = reading.outcome === 'read' ? ['recorded', 'unchanged'] : [reading.outcome];
    if (record === undefined ? !book.isExpired(key) : !expected.includes(record.outcome)) {
      problems.push(`I2: ${key} ended as ${record?.outcome ?? 'nothing'}, expected ${expected.join(' or ')}`);
    }
  }
  return problems;
};

/** A row that awaits a key has its entry, and no work is left behind. */
const leftOvers = (memory: MemoryLedger): readonly string[] => {
  const { state, waiting } = memory.snapshot();
  const entries = waiting['entries'] ?? {};
  const isListed = (awaited: string, row: string) => Object.hasOwn(Object(entries[awaited]), row);
  const rows = [...Object.entries(state['transactions'] ?? {}), ...Object.entries(state['subscriptions'] ?? {})];
  return [
    ...Object.keys(waiting['releaseJobs'] ?? {}).map((id) => `I2: the release job ${id} was never worked off`),
    ...rows.flatMap(([key, row]) =>
      awaitedBy(row).flatMap((awaited) => (isListed(awaited, key) ? [] : [`I2: ${key} awaits ${awaited} unseen`])),
    ),
  ];
};

const awaitedBy = (row: unknown): readonly string[] => {
  const awaiting: unknown = Object(row).awaiting;
  return Array.isArray(awaiting) ? awaiting.map(String) : [];
};

/** I4: the same events once more. */
const repeatSome = async ({ kernel, memory, book, settings }: End): Promise<readonly string[]> => {
  const before = JSON.stringify(memory.snapshot().state);
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const processDelivery = createProcessDelivery({
    ledger: memory,
    work: { send: async () => {} },
    queues: createMemoryQueues().queues,
    providers,
    settings,
    clock: kernel.date,
    newToken: kernel.newId,
    random: () => 0,
    log: silent,
    metrics: NO_METRICS,
  });
  const deliveries = [...book.deliveries().values()];
  for (let left = REPEATED; left > 0; left -= 1) {
    const delivery = deliveries[kernel.integer(deliveries.length)];
    if (delivery !== undefined) await processDelivery({ ...delivery, receivedAt: kernel.date() });
  }
  return JSON.stringify(memory.snapshot().state) === before ? [] : ['I4: events that were repeated at the end changed the ledger'];
};
