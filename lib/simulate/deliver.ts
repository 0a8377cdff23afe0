import { setTimeout as sleep } from 'node:timers/promises';
import type { UnknownRecord } from '../../functions/platform/record.ts';
import { CliError } from '../cli/cli-error.ts';
import type { Delivery } from '../world/plan.ts';
import type { Counts } from './counts.ts';
import { MOST_ATTEMPTS, waitMs } from './patience.ts';
import { post, type Reply } from './post.ts';
import { wireRequest } from './wire-request.ts';

export type DeliverDeps = {
  readonly url: string;
  readonly secrets: UnknownRecord;
  readonly counts: Counts;
  /** Told why an event was not taken, each time that it is sent again. */
  readonly onTrouble: (why: string) => void;
  /** Aborted when the run is to end: nothing is sent again then. */
  readonly signal: AbortSignal;
};

/** Long enough for most requests to arrive, too short for some of the answers. */
const HANG_UP_AFTER_MS = 40;
/** A secret that was put in a moment ago may need a moment; a wrong one stays wrong. */
const REFUSALS_BORNE = 3;

/**
 * Brings one delivery to its end as its provider would: again after 429, 503 or a lost connection. A genuine one must be answered
 * with 200, a forged one with 401. Throws a `CliError` when it makes no sense to go on.
 */
export const deliver = async (deps: DeliverDeps, delivery: Delivery): Promise<void> => {
  const { event, corrupt, answerLost } = delivery;
  const { counts, signal } = deps;
  if (corrupt === undefined && !counts.isFirst(event.id)) counts.add(event.provider, 'repeated');
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (signal.aborted) return;
    if (attempt > 1) counts.add(event.provider, 'retried');
    counts.add(event.provider, 'sent');
    const request = wireRequest(delivery, { secrets: deps.secrets, now: new Date() });
    const reply = await post(deps.url, request, answerLost && HANG_UP_AFTER_MS);
    // Its provider sends it again by the plan, because it saw no answer.
    if (answerLost) return;
    if (isOver(deps, delivery, reply, attempt)) return;
    deps.onTrouble(`${event.provider}: ${reply === 'lost' ? 'no answer' : reply.status}`);
    await sleep(waitMs(event.provider, attempt, reply === 'lost' ? 0 : reply.retryAfterMs), undefined, { signal }).catch(() => {});
  }
  report(deps, delivery, `was not taken in ${MOST_ATTEMPTS} attempts${corrupt === undefined ? '' : ', nor refused'}`);
};

const isOver = (deps: DeliverDeps, delivery: Delivery, reply: Reply, attempt: number): boolean => {
  if (reply === 'lost' || reply.status === 429 || reply.status >= 500) return false;
  return delivery.corrupt === undefined ? isTaken(deps, delivery, reply.status, attempt) : isRefused(deps, delivery, reply.status);
};

const isTaken = (deps: DeliverDeps, delivery: Delivery, status: number, attempt: number): boolean => {
  if (status === 200) return true;
  const { provider } = delivery.event;
  if (status === 401 && attempt < REFUSALS_BORNE) return false;
  if (status === 401)
    throw new CliError(`Hookledger refuses genuine events of ${provider}; --secrets must name a file of the secrets that it has.`);
  if (status === 404) throw new CliError(`Nothing is at ${deps.url}/webhooks/${provider} (404); is the URL right, is the provider on?`);
  report(deps, delivery, `is genuine, and was answered with ${status}`);
  return true;
};

const isRefused = (deps: DeliverDeps, delivery: Delivery, status: number): boolean => {
  if (status === 401) deps.counts.add(delivery.event.provider, 'refused');
  else report(deps, delivery, `is a forgery (${delivery.corrupt}), and was answered with ${status}`);
  return true;
};

const report = ({ counts }: DeliverDeps, { event }: Delivery, what: string): void =>
  counts.report({ of: event.provider, sentence: `${event.provider} ${event.type} ${event.id} ${what}` });
