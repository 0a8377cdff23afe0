import type { Corruption } from '../../../lib/world/plan.ts';
import type { WireEvent } from '../../../lib/world/world.ts';
import type { createDoors, Request } from './doors.ts';
import type { Kernel } from './kernel.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Mean time between two events: short, so that they meet. */
const BETWEEN_MS = 60;

/** The providers: each event until it is answered with 200 and the answer is seen, again and again, and sometimes for nothing. */
export const createSenders = (kernel: Kernel, events: readonly WireEvent[], doors: ReturnType<typeof createDoors>) => {
  const requests: Request[] = [];
  const answered = new Set<string>();
  let sent = 0;
  let underWay = 0;
  const add = (request: Request): void => void requests.push(request);

  const plan = (event: WireEvent, place: number): void => {
    const { repeats, forgery } = kernel.weather();
    const start = kernel.now() + place * BETWEEN_MS;
    const dueAt = start + (kernel.chance(0.1) ? kernel.integer(10 * MINUTE) : 0);
    add({ event, dueAt });
    for (let more = kernel.chance(repeats) ? kernel.integer(6) : 0; more > 0; more -= 1) {
      add({ event, dueAt: dueAt + kernel.integer(kernel.chance(0.7) ? 2 * SECOND : 20 * MINUTE) });
    }
    if (kernel.chance(forgery)) add({ event, dueAt, forged: forgeryOf(event) });
  };

  const forgeryOf = ({ provider }: WireEvent): Corruption => {
    // Chargebee and Recurly vouch with a password, which says nothing of the body.
    const byPassword = provider === 'chargebee' || provider === 'recurly';
    return kernel.chance(0.5) || byPassword ? (kernel.chance(0.5) ? 'no_proof' : 'wrong_secret') : 'changed_body';
  };

  const answer = (request: Request, status: number | undefined): void => {
    underWay -= 1;
    if (request.forged !== undefined) return;
    if (status === 200) answered.add(request.event.id);
    const isSeen = status === 200 && !kernel.chance(kernel.weather().answerLost);
    if (!isSeen)
      add({ event: request.event, dueAt: kernel.now() + SECOND + kernel.integer(kernel.chance(0.5) ? 10 * SECOND : 30 * MINUTE) });
  };

  const nextAt = (): number => {
    let next = 0;
    for (let at = 1; at < requests.length; at += 1) if ((requests[at]?.dueAt ?? 0) < (requests[next]?.dueAt ?? 0)) next = at;
    return next;
  };

  kernel.addDue(() => requests[nextAt()]?.dueAt);
  kernel.addStimulus({
    weight: () => ((requests[nextAt()]?.dueAt ?? Infinity) <= kernel.now() && underWay < 4 ? 6 : 0),
    happen: () => {
      const [request] = requests.splice(nextAt(), 1);
      if (request === undefined) return;
      sent += 1;
      underWay += 1;
      doors.request(request, (status) => answer(request, status));
    },
  });

  return {
    start: (): void => {
      for (const [place, event] of events.entries()) plan(event, place);
    },
    sent: () => sent,
    isDone: () => requests.length === 0 && underWay === 0,
    unanswered: () => events.filter(({ id }) => !answered.has(id)).map(({ id }) => id),
  };
};
