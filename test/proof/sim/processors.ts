import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { createWorkQueue } from '../../../functions/ledger/work-queue.ts';
import type { Log } from '../../../functions/platform/log.ts';
import { NO_METRICS } from '../../../functions/platform/metrics.ts';
import type { Settings } from '../../../functions/platform/settings.ts';
import type { ProcessDeps } from '../../../functions/process/deps.ts';
import { createProcessorHandler, type ProcessorHandler } from '../../../functions/process/handler.ts';
import { createSweep, type Sweep } from '../../../functions/process/sweep.ts';
import { providers } from '../../../functions/providers/all.ts';
import { toSqsEvent } from '../../../lib/local/sqs-event.ts';
import type { Book } from './book.ts';
import { type Build, taken } from './builds.ts';
import type { Host } from './host.ts';
import type { Kernel } from './kernel.ts';
import type { Message, SimQueue } from './queue.ts';

const BATCH_TIMEOUT_MS = 30_000;
const SWEEP_TIMEOUT_MS = 60_000;
const MINUTE_MS = 60_000;
const AT_ONCE = 3;

export type ProcessorParts = {
  readonly kernel: Kernel;
  readonly queue: SimQueue;
  readonly store: (host: Host) => Ledger;
  readonly settings: Settings;
  readonly log: Log;
  readonly book: Book;
  readonly build: () => Build;
};

const depsOf = ({ kernel, queue, store, settings, log }: ProcessorParts, host: Host): ProcessDeps => ({
  ledger: store(host),
  work: createWorkQueue(queue.sender(host)),
  queues: queue.admin(host),
  providers,
  settings,
  clock: kernel.date,
  newToken: kernel.newId,
  random: kernel.random,
  log,
  metrics: NO_METRICS,
});

type Processor = { readonly host: Host; readonly build: Build; readonly handler: ProcessorHandler };

/** Up to three processors, that take batches of the queue at the same time and are ended when they take too long. */
export const createProcessors = (parts: ProcessorParts) => {
  const { kernel, queue, book } = parts;
  const processors: Processor[] = [];
  const busy = () => processors.filter(({ host }) => host.isAlive && host.isBusy).length;

  const start = (): Processor => {
    const host = kernel.createHost(`processor-${kernel.newId()}`);
    const processor = { host, build: parts.build(), handler: createProcessorHandler(depsOf(parts, host)) };
    processors.push(processor);
    return processor;
  };

  const done = async (batch: readonly Message[], failed: ReadonlySet<string>): Promise<void> => {
    for (const message of batch.filter(({ id }) => !failed.has(id))) {
      await book.letGo(message.body);
      queue.remove(message);
    }
  };

  const workOff = (): void => {
    const { host, build, handler } = processors.find(({ host }) => host.isAlive && !host.isBusy) ?? start();
    const batch = queue.receive();
    kernel.tell(`${host.name} takes ${batch.map(({ id }) => id).join(' ')}`);
    const endsAt = kernel.now() + BATCH_TIMEOUT_MS;
    const deadline = kernel.startTimer(BATCH_TIMEOUT_MS, () => kernel.kill(host));
    const event = toSqsEvent(
      batch.map(({ id, body, receives }) => ({
        MessageId: id,
        Body: taken(build, body),
        Attributes: { ApproximateReceiveCount: String(receives) },
      })),
    );
    host.isBusy = true;
    kernel.as(host, () => {
      void handler(event, { getRemainingTimeInMillis: () => endsAt - kernel.now() }).then(async ({ batchItemFailures }) => {
        kernel.stopTimer(deadline);
        kernel.tell(`${host.name} reports ${batchItemFailures.length} failed`);
        await done(batch, new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)));
        host.isBusy = false;
      });
    });
  };

  kernel.addDue(() => queue.nextVisibleAt());
  kernel.addStimulus({ weight: () => (busy() < AT_ONCE && queue.hasVisible() ? 4 : 0), happen: workOff });
  return {
    isIdle: () => busy() === 0,
    restart: (): void => {
      for (const { host } of processors.splice(0)) if (!host.isBusy) kernel.kill(host);
    },
  };
};

/** The sweeper, which a schedule starts every minute, one at a time. */
export const createSweeper = (parts: ProcessorParts, isOn: boolean) => {
  const { kernel } = parts;
  let sweeper: { readonly host: Host; readonly sweep: Sweep } | undefined;
  let nextAt = kernel.now();

  const start = () => {
    const host = kernel.createHost(`sweeper-${kernel.newId()}`);
    return { host, sweep: createSweep(depsOf(parts, host)) };
  };

  const sweep = (): void => {
    nextAt = kernel.now() + MINUTE_MS;
    if (sweeper?.host.isAlive !== true) sweeper = start();
    const { host, sweep: run } = sweeper;
    const endsAt = kernel.now() + SWEEP_TIMEOUT_MS;
    const deadline = kernel.startTimer(SWEEP_TIMEOUT_MS, () => kernel.kill(host));
    const end = (text: string): void => {
      kernel.stopTimer(deadline);
      host.isBusy = false;
      kernel.tell(`${host.name} ${text}`);
    };
    host.isBusy = true;
    kernel.as(host, () => {
      void run(() => endsAt - kernel.now() > 15_000).then(
        (swept) => end(`swept ${JSON.stringify(swept)}`),
        (error: unknown) => end(`failed: ${error instanceof Error ? error.name : 'unknown'}`),
      );
    });
  };

  const isIdle = () => sweeper?.host.isAlive !== true || !sweeper.host.isBusy;
  kernel.addStimulus({ weight: () => (isOn && nextAt <= kernel.now() && isIdle() ? 1 : 0), happen: sweep });
  return { isIdle, sweep };
};
