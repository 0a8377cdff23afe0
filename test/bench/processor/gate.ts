import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** How requests go on their way to the store: as they come, each after a time, or in rounds. */
export type Pace = { readonly kind: 'free' } | { readonly kind: 'delayed'; readonly milliseconds: number } | { readonly kind: 'rounds' };

/** What went through since the count began. */
export type Counts = {
  readonly requests: number;
  /** Requests that were refused because a condition did not hold. */
  readonly refused: number;
  /** How often all that was asked had to be answered before anything more was asked: requests that follow each other. */
  readonly rounds: number;
};

/** Longer than the processor computes between two requests. */
const QUIET_MS = 15;

/** Counts the requests of a client, and holds them back as its pace says. */
export const createGate = (client: DynamoDBDocumentClient) => {
  let pace: Pace = { kind: 'free' };
  let [requests, refused, rounds, underWay] = [0, 0, 0, 0];
  let held: (() => void)[] = [];
  let quiet: NodeJS.Timeout | undefined;

  const letGo = (): void => {
    rounds += 1;
    underWay += held.length;
    for (const go of held.splice(0)) go();
  };
  /** A round begins when nothing is under way and nothing more is asked for a while. */
  const wait = (): void => {
    clearTimeout(quiet);
    if (underWay === 0 && held.length > 0) quiet = setTimeout(letGo, QUIET_MS);
  };
  const pass = async (): Promise<() => void> => {
    if (pace.kind === 'delayed') await sleep(pace.milliseconds);
    if (pace.kind !== 'rounds') return () => {};
    await new Promise<void>((go) => {
      held.push(go);
      wait();
    });
    return () => {
      underWay -= 1;
      wait();
    };
  };
  client.middlewareStack.add(
    (next) => async (args) => {
      requests += 1;
      const passed = await pass();
      try {
        return await next(args);
      } catch (error) {
        refused += 1;
        throw error;
      } finally {
        passed();
      }
    },
    { step: 'initialize', name: 'benchGate' },
  );
  return {
    begin: (next: Pace): void => {
      [pace, requests, refused, rounds, held] = [next, 0, 0, 0, []];
    },
    counts: (): Counts => ({ requests, refused, rounds }),
  };
};
