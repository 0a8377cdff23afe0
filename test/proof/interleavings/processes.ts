import { ConflictError } from '../../../functions/ledger/ledger.ts';
import type { Actor, Doors } from './actor.ts';
import { type Call, doorsTo, isRead, type Outcome } from './call.ts';

type Answer = { readonly to: number; readonly outcome: Outcome };

/**
 * A process at rest: it waits for answers, or is done. What it does next depends on the answers that it had and on nothing else, so
 * that two which had the same ones are the same.
 */
export type Process = {
  readonly id: number;
  readonly actor: Actor;
  readonly answers: readonly Answer[];
  readonly asked: readonly { readonly number: number; readonly call: Call }[];
  readonly isDone: boolean;
  /** It has changed something that others see. */
  readonly hasWritten: boolean;
  /** Why it failed, when it did. */
  readonly failure: string | undefined;
};

/** All processes at all their points of rest. A process is not kept running: it is run again from its start, with the same answers. */
export const createProcesses = (mistake: (doors: Doors) => Doors) => {
  const known = new Map<string, Process>();
  const at = async (name: string, actor: Actor, answers: readonly Answer[]): Promise<Process> => {
    const there = known.get(name);
    if (there !== undefined) return there;
    const ran = await runAgain(actor, answers, mistake);
    const process = { id: known.size, actor, answers, ...ran };
    known.set(name, process);
    return process;
  };
  return {
    begin: (actor: Actor): Promise<Process> => at(actor.name, actor, []),
    answer: ({ id, actor, answers }: Process, to: number, outcome: Outcome): Promise<Process> =>
      at(`${id} ${to} ${outcome.kind === 'value' ? outcome.json : outcome.kind}`, actor, [...answers, { to, outcome }]),
    count: () => known.size,
  };
};

type Pending = { readonly call: Call; readonly answer: (outcome: Outcome) => void; isAnswered: boolean };

const runAgain = async (
  actor: Actor,
  answers: readonly Answer[],
  mistake: (doors: Doors) => Doors,
): Promise<Pick<Process, 'asked' | 'isDone' | 'hasWritten' | 'failure'>> => {
  const calls: Pending[] = [];
  let isDone = false;
  let hasWritten = false;
  let failure: string | undefined;
  const ask = (call: Call): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const answer = (outcome: Outcome): void => {
        if (outcome.kind === 'conflict') reject(new ConflictError('Somebody else was first'));
        else resolve(outcome.json === undefined ? undefined : JSON.parse(outcome.json));
      };
      calls.push({ call, answer, isAnswered: false });
    });
  void actor.run(mistake(doorsTo(actor.name, ask))).then(
    () => {
      isDone = true;
    },
    (error: unknown) => {
      failure = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    },
  );
  await rest();
  for (const { to, outcome } of answers) {
    const call = calls[to];
    if (call === undefined || call.isAnswered) throw new Error(`${actor.name} did something else when it was run again`);
    call.isAnswered = true;
    call.answer(outcome);
    hasWritten ||= outcome.kind === 'value' && !isRead(call.call);
    await rest();
  }
  const asked = calls.flatMap(({ call, isAnswered }, number) => (isAnswered ? [] : [{ number, call }]));
  if (asked.length === 0 && !isDone && failure === undefined) throw new Error(`${actor.name} waits for something that is no call`);
  return { asked, isDone, hasWritten, failure };
};

/** Without timers, everything that can go on has gone on after one turn. */
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
