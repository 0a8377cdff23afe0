import { createIngestHandler } from '../../../functions/ingest/create-ingest-handler.ts';
import { type Delivery, decodeDelivery } from '../../../functions/ingest/delivery.ts';
import { createMemoryLedger, type MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { encodeWork, type WorkQueue } from '../../../functions/ledger/work.ts';
import { createSecretSource } from '../../../functions/platform/secrets.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { createProcessorHandler } from '../../../functions/process/handler.ts';
import { createSweep } from '../../../functions/process/sweep.ts';
import { toSqsEvent } from '../../../lib/local/sqs-event.ts';
import { anApi, type Call } from '../../api/an-api.ts';
import { anEvent, fakeVerifier, SECRET } from '../../support/ingest.ts';
import { createTestProcessor, NOW } from '../../support/processor.ts';
import { createCrashSite } from '../../support/unreliable.ts';

export type CrashAt = { readonly call: number; readonly when: 'before' | 'after' };

/** Somebody who waits for an answer and asks again when none comes: a provider, the team, the schedule of the sweeper. */
export type Act =
  | { readonly kind: 'webhook'; readonly body: Buffer }
  | ({ readonly kind: 'call'; readonly path: string } & Call)
  | { readonly kind: 'sweep' };

type Message = { readonly id: string; readonly text: string; receives: number };

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const AN_HOUR = 3_600_000;

/**
 * The whole product over one memory ledger and one queue, in a world where one process ends once, before or after any call that leaves
 * it. Each restart is a new process: nothing that the old one kept in memory is there.
 */
export const createPlant = (crashAt: CrashAt | undefined) => {
  const site = createCrashSite(crashAt);
  const memory = createMemoryLedger();
  const queue: Message[] = [];
  const answered: Delivery[] = [];
  let hours = 0;
  let ids = 0;
  let messages = 0;
  let mostReceives = 0;
  const clock = () => new Date(NOW.getTime() + hours * AN_HOUR);
  const put = (text: string) => void queue.push({ id: `message-${++messages}`, text, receives: 0 });
  const work: WorkQueue = site.work({ send: async (left) => put(encodeWork(left)) });
  const newId = () => `id-${++ids}`;

  const start = () => {
    const ledger = site.ledger(memory);
    const { deps } = createTestProcessor(ledger, { work, clock, newToken: newId });
    const secrets = createSecretSource({ load: () => site.through(async () => SECRET), clock });
    const sender = (text: string) => site.through(async () => put(text));
    return {
      door: createIngestHandler({ verifier: fakeVerifier(), secrets, sender, settings: LOCAL_DEFAULTS, clock, log: SILENT }),
      processor: createProcessorHandler(deps),
      sweep: createSweep(deps),
      api: anApi({ ledger, work, clock, newId }),
    };
  };
  let running = start();

  /** Whether the act was answered; a process that ended is started again. */
  const survived = (): boolean => {
    if (!site.isDead()) return true;
    site.restart();
    running = start();
    return false;
  };

  const tryAct = async (act: Act): Promise<void> => {
    if (act.kind === 'sweep') return void (await running.sweep());
    if (act.kind === 'call') return judge(await running.api.call(act.path, act));
    const event = anEvent({ body: act.body, base64: true });
    const { statusCode } = await running.door(event);
    if (site.isDead()) return;
    if (statusCode !== 200) throw new Error(`The door answered ${statusCode}`);
    answered.push(...queue.slice(-1).map(({ text }) => decodeDelivery(text)));
  };
  const judge = ({ status, json }: { readonly status: number; readonly json: unknown }): void => {
    if (!site.isDead() && status >= 300) throw new Error(`The API answered ${status}: ${JSON.stringify(json)}`);
  };

  /** An act, and once more when its process ended, unless nobody repeats it. */
  const perform = async (act: Act, repeats = true): Promise<void> => {
    do {
      await tryAct(act).catch((error: unknown) => {
        if (!site.isDead()) throw error;
      });
    } while (!survived() && repeats);
  };

  /** Hands over the messages one by one, each again until it is done with. */
  const drain = async (): Promise<void> => {
    for (let rounds = 0; queue[0] !== undefined; rounds += 1) {
      if (rounds > 5_000) throw new Error('The work never ends');
      const [message] = queue.splice(0, 1);
      if (message === undefined) return;
      message.receives += 1;
      mostReceives = Math.max(mostReceives, message.receives);
      const event = toSqsEvent([{ MessageId: message.id, Body: message.text }]);
      const { batchItemFailures } = await running.processor(event, { getRemainingTimeInMillis: () => 30_000 });
      if (!survived() || batchItemFailures.length > 0) queue.push(message);
      if (message.receives > 9) throw new Error('A message never ends');
    }
  };

  /** All work done, by the queue and then by the sweeper, once what it looks at is old enough. */
  const settle = async (): Promise<void> => {
    await drain();
    for (let rounds = 0; rounds < 2; rounds += 1) {
      hours += 1;
      await perform({ kind: 'sweep' });
      await drain();
    }
  };

  return { site, memory, answered, queue, perform, drain, settle, receives: () => mostReceives };
};

export type Plant = ReturnType<typeof createPlant>;

/**
 * What must be the same with and without a crash: the state, who waits, and of each record what became of its event and its bodies.
 * Ids that the product makes up are not.
 */
export const contentOf = (memory: MemoryLedger): string => {
  const { state, waiting, story } = memory.snapshot();
  const records = Object.entries(story['records'] ?? {}).map(([key, record]) => {
    const { outcome, erased = false, bodies } = Object(record);
    return [key, outcome === 'unchanged' ? 'recorded' : outcome, erased, bodies];
  });
  return JSON.stringify([state, waiting, records]).replace(/id-\d+/g, 'id');
};
