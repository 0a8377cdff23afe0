import type { Queue } from '../queue.ts';
import { countText, durationText } from '../times.ts';
import { secondsSince } from '../webhooks.ts';
import { type Finding, look, ok, wrong } from './finding.ts';

/** More than a busy minute leaves behind. */
const BACKLOG = 1_000;
/** A delivery is worked off within seconds; after so long the processor has stopped, or cannot keep up. */
const LATE_SECONDS = 300;

/** Whether what was received is worked off. */
export const checkQueue = ({ queue, dead_letter_queue: dead }: Queue, now: number): readonly Finding[] => [
  checkBacklog(queue, now),
  dead.visible === 0
    ? ok('The processor gave up on nothing.')
    : wrong(
        `The processor gave up on ${countText(dead.visible, 'message')}.`,
        'hookledger redrive --dry-run shows them; see its log first.',
      ),
];

const checkBacklog = ({ visible, oldest_at: oldestAt }: Queue['queue'], now: number): Finding => {
  const age = oldestAt === null ? 0 : secondsSince(oldestAt, now);
  const says = `${countText(visible, 'message')} on the queue${age === 0 ? '' : `, the oldest for ${durationText(age)}`}.`;
  if (age > LATE_SECONDS) return wrong(says, 'The processor does not keep up, or has stopped: see its log and its throttles.');
  return visible > BACKLOG ? look(says, 'Look again in a minute: it must get less.') : ok(says);
};
