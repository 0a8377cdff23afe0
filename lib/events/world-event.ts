import type { ProviderId } from '../../functions/domain/keys.ts';
import { createWorld } from '../world/create-world.ts';
import { EventError } from './event-error.ts';
import { HALF_YEAR } from './half-year.ts';
import { nearestTo } from './nearest.ts';
import type { SampleEvent } from './sample-event.ts';

/** People enough that whatever happens at a provider happens to one of them. */
const CUSTOMERS = 60;

/**
 * The first event of this type in the world of this seed: the same bytes at every call, and the same that `hookledger simulate` sends
 * under the laptop's settings, for as many customers of this provider alone. Throws an `EventError` when nobody there lives to see one.
 */
export const worldEvent = ({
  provider,
  name,
  seed,
}: {
  readonly provider: ProviderId;
  readonly name: string;
  readonly seed: number;
}): SampleEvent => {
  const { events } = createWorld({
    ...{ seed, customers: CUSTOMERS, providers: [provider], recordFrom: 'charges', testMode: 'accept' },
    ...HALF_YEAR,
  });
  const found = events.find(({ type }) => type === name);
  if (found === undefined) {
    throw new EventError(
      `No ${name} happens in the world ${seed} of ${provider}. ${nearestTo(name, [...new Set(events.map(({ type }) => type))])}`,
    );
  }
  return { type: found.type, body: found.body, headers: { 'content-type': found.contentType } };
};
