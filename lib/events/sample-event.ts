import { readFileSync } from 'node:fs';
import type { ProviderId } from '../../functions/domain/keys.ts';
import { findFixture } from './find-fixture.ts';
import type { Fixture } from './fixtures.ts';
import { freshId, withFreshIds } from './fresh-ids.ts';
import { lastTimeIn, laterBy } from './fresh-times.ts';

/** An event as its provider would send it, all but the signature. */
export type SampleEvent = {
  readonly type: string;
  readonly body: Buffer;
  /** In lower case: the content type, and what else goes with this event. */
  readonly headers: Readonly<Record<string, string>>;
};

export type Wanted = {
  readonly provider: ProviderId;
  /** A type (`charge.succeeded`) or the name of a recorded body (`charge_succeeded_jpy`). */
  readonly name: string;
  /** Same seed, same ids: a payment and its refund belong together. */
  readonly seed: string;
  /** When the event is to have happened. */
  readonly at: Date;
};

/** Made from a recorded body, with ids and times of its own. Throws an `EventError` when there is none of this name. */
export const sampleEvent = (fixtures: readonly Fixture[], { provider, name, seed, at }: Wanted): SampleEvent => {
  const { file, type, occurredAt, headers } = findFixture(fixtures, provider, name);
  const renamed = withFreshIds(readFileSync(file, 'utf8'), { provider, seed });
  const happenedAt = occurredAt ?? lastTimeIn(renamed) ?? at.getTime();
  const ids = Object.entries(headers).map(([header, id]) => [header, freshId(id, seed)] as const);
  return {
    type,
    body: Buffer.from(laterBy(renamed, wholeSeconds(at.getTime() - happenedAt))),
    headers: { 'content-type': contentTypeOf(file), ...Object.fromEntries(ids) },
  };
};

/** Down, so that nothing happens in the future. */
const wholeSeconds = (millis: number): number => Math.floor(millis / 1000) * 1000;

const contentTypeOf = (file: string): string => {
  if (file.endsWith('.xml')) return 'application/xml';
  return file.endsWith('.form') ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8';
};
