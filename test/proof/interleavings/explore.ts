import { type Actor, type Doors, worksOff } from './actor.ts';
import { type Call, readsIndex } from './call.ts';
import type { Judge } from './judge.ts';
import { hasBegun, type Moment, nameOf, releasedBy } from './moment.ts';
import { withoutPauses } from './pauses.ts';
import { createProcesses, type Process } from './processes.ts';
import { createStores, type Stored } from './stores.ts';

/** The schedules from a moment on: whole orders of all calls until nothing is left to do, without a crash and with one. */
type Count = { readonly calm: bigint; readonly crashed: bigint };

export type Explored = Count & {
  readonly moments: number;
  readonly steps: number;
  readonly ledgers: number;
  readonly ends: number;
  /** Ends that were right only once the sweeper had been. */
  readonly lateEnds: number;
  /** What does not hold, each with the first schedule on which it was seen. */
  readonly problems: ReadonlyMap<string, readonly string[]>;
};

export type Bounds = {
  readonly crashes: 0 | 1;
  readonly mostMoments: number;
  /** So many processes run at once; other messages stay on the queue. No bound when none is given. */
  readonly atOnce?: number;
  /** Lists show the ledger as it was before all began, until only delayed work is left. */
  readonly indexLags?: boolean;
  /** Put between each process and its doors. */
  readonly mistake?: Mistake;
};

export type Mistake = (doors: Doors) => Doors;

type Next = { readonly name: string; readonly moment: Moment };

/**
 * Walks every schedule of these processes and of all work that they leave: at every moment each call that is asked for may be the next
 * one to be answered, and each process that has begun may end. Schedules that lead to one moment, the same ledger to the byte and the
 * same processes with the same answers, go on from there together, so that each is walked though not each alone.
 */
export const explore = (
  { ledger, actors, judge }: { readonly ledger: Stored['ledger']; readonly actors: readonly Actor[]; readonly judge: Judge },
  bounds: Bounds,
): Promise<Explored> =>
  withoutPauses(async () => {
    const stores = createStores();
    const processes = createProcesses(bounds.mistake ?? ((doors) => doors));
    const known = new Map<string, Count | 'open'>();
    const problems = new Map<string, readonly string[]>();
    const judged = new Set<string>();
    const trail: string[] = [];
    let steps = 0;
    let ends = 0;
    let lateEnds = 0;

    const report = (found: readonly string[]): void => {
      for (const problem of found) if (!problems.has(problem)) problems.set(problem, [...trail]);
    };
    const judgeOnce = async (name: string, look: () => Promise<void> | void): Promise<void> => {
      if (judged.has(name)) return;
      judged.add(name);
      await look();
    };
    const judgeEnd = async ({ stored: { ledger }, crashes, ...how }: Moment): Promise<void> => {
      const { problems, isLate } = await judge.end(ledger, { ...how, hasCrashed: crashes > 0 });
      report(problems);
      ends += 1;
      if (isLate) lateEnds += 1;
    };
    const visit = async (moment: Moment): Promise<Count> => {
      const name = nameOf(moment);
      const there = known.get(name);
      if (there === 'open') throw new Error('A schedule comes back to where it was');
      if (there !== undefined) return there;
      if (known.size >= bounds.mostMoments) throw new Error(`More than ${bounds.mostMoments} moments`);
      known.set(name, 'open');
      const { stored, live, crashes } = moment;
      await judgeOnce(`${stored.id}`, () => report(judge.always(stored.ledger)));
      report(live.flatMap(({ actor, failure }) => (failure === undefined ? [] : [`${actor.name} failed: ${failure}`])));
      const begun = live.filter(({ failure }) => failure === undefined);
      if (begun.length === 0) await judgeOnce(nameOf({ ...moment, live: [] }), () => judgeEnd(moment));
      let count: Count =
        begun.length > 0 ? { calm: 0n, crashed: 0n } : crashes === 0 ? { calm: 1n, crashed: 0n } : { calm: 0n, crashed: 1n };
      for (const next of await nextOf({ ...moment, live: begun })) {
        steps += 1;
        trail.push(next.name);
        const { calm, crashed } = await visit(next.moment);
        trail.pop();
        count = { calm: count.calm + calm, crashed: count.crashed + crashed };
      }
      known.set(name, count);
      return count;
    };

    const nextOf = async (moment: Moment): Promise<readonly Next[]> => {
      const awake = moment.live.filter(({ actor }) => !actor.isDelayed);
      const mayBegin = moment.live.filter(hasBegun).length < (bounds.atOnce ?? Number.POSITIVE_INFINITY);
      const next: Next[] = [];
      for (const process of awake.length > 0 ? awake : moment.live) {
        if (!mayBegin && !hasBegun(process)) continue;
        const others = moment.live.filter((other) => other !== process);
        const mayCrash = moment.crashes < bounds.crashes;
        for (const { number, call } of process.asked) {
          const { name, stored, after, sent } = await granted(moment.stored, process, number, call);
          const released = releasedBy(moment, call);
          const live = [...others, ...sent, ...(after.isDone ? [] : [after])];
          next.push({ name, moment: { ...moment, stored, live, released } });
          // Done, and its message not yet off the queue.
          if (after.isDone && mayCrash && process.actor.kind === 'message')
            next.push(await crashed({ ...moment, stored, live: [...others, ...sent], released }, process, name));
        }
        if (mayCrash && hasBegun(process)) next.push(await crashed({ ...moment, live: others }, process));
      }
      return next;
    };

    const granted = async (before: Stored, process: Process, number: number, call: Call) => {
      const name = `${process.actor.name}: ${call.text.slice(0, 120)}`;
      if (call.to === 'ledger') {
        const isBehind = bounds.indexLags === true && readsIndex(call) && !process.actor.isDelayed;
        const { stored: seen, outcome } = await stores.apply(isBehind ? first.stored : before, call);
        const stored = isBehind ? before : seen;
        const after = await processes.answer(process, number, outcome);
        return { name: outcome.kind === 'conflict' ? `${name} CONFLICT` : name, stored, after, sent: [] };
      }
      const after = await processes.answer(process, number, { kind: 'value', json: undefined });
      const message = worksOff(`${process.actor.name}>${call.work.kind}${number}`, call.work, call.isDelayed);
      return { name, stored: before, after, sent: [await processes.begin(message)] };
    };

    const crashed = async (moment: Moment, { actor, hasWritten }: Process, done?: string): Promise<Next> => {
      const name = `${done === undefined ? '' : `${done}; `}${actor.name} CRASHES`;
      if (actor.kind !== 'message') {
        const isUnheard = actor.kind === 'caller' && !hasWritten;
        return { name, moment: { ...moment, crashes: moment.crashes + 1, isUnheard } };
      }
      const again = await processes.begin({ ...actor, name: `${actor.name}'` });
      return { name, moment: { ...moment, live: [...moment.live, again], crashes: moment.crashes + 1 } };
    };

    const live = await Promise.all(actors.map(processes.begin));
    const first: Moment = { stored: await stores.store(ledger), live, crashes: 0, isUnheard: false, released: [] };
    const count = await visit(first);
    return { ...count, moments: known.size, steps, ledgers: stores.count(), ends, lateEnds, problems };
  });
