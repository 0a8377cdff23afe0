import { signedPayments } from './events.ts';
import { fire } from './fire.ts';
import { cpuMillisOf } from './processes.ts';
import type { Receiver } from './receivers.ts';

/** What one receiver did in one round. */
export type Round = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** From the first request until the last payment could be read, in seconds. */
  readonly storedAfter: number;
  /** Payments that could be read by then, in each of those seconds. */
  readonly storedPerSecond: number;
  /** What all processes of the receiver computed for a payment until it could be read, in milliseconds. */
  readonly cpuMillis: number;
};

export type Plan = { readonly clients: number; readonly payments: number; readonly rounds: number };

/** The receivers take turns, each with payments of its own. By receiver, in the order given. */
export const takeTurns = async (receivers: readonly Receiver[], plan: Plan, say: (line: string) => void) => {
  const rounds = receivers.map((): Round[] => []);
  for (let number = 1; number <= plan.rounds; number += 1) {
    for (const [index, receiver] of receivers.entries()) {
      const round = await runRound(receiver, plan);
      say(`${receiver.name}, ${plan.clients} clients: ${round.perSecond.toFixed(0)}/s, stored after ${round.storedAfter.toFixed(1)} s`);
      rounds[index]?.push(round);
    }
  }
  return rounds;
};

let roundsSoFar = 0;

export const runRound = async (receiver: Receiver, { clients, payments: count }: Omit<Plan, 'rounds'>): Promise<Round> => {
  roundsSoFar += 1;
  const round = `bench${String(roundsSoFar).padStart(4, '0')}x`;
  const customerKeys = await receiver.prepare(round);
  const payments = signedPayments({ count, round, customerKeys, at: new Date() });
  const requests = payments.map(({ headers, body }) => ({ headers, body }));
  const cpuBefore = cpuMillisOf(receiver.pids());
  const { seconds, millis } = await fire({ url: receiver.webhookUrl, connections: clients, requests });
  const answeredAt = performance.now();
  await receiver.allStored(round, payments);
  const storedAfter = seconds + (performance.now() - answeredAt) / 1000;
  const sorted = millis.toSorted((a, b) => a - b);
  return {
    perSecond: count / seconds,
    p50: at(sorted, 0.5),
    p99: at(sorted, 0.99),
    storedAfter,
    storedPerSecond: count / storedAfter,
    cpuMillis: (cpuMillisOf(receiver.pids()) - cpuBefore) / count,
  };
};

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
