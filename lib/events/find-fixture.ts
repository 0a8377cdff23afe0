import { EventError } from './event-error.ts';
import type { Fixture } from './fixtures.ts';
import { nearestTo } from './nearest.ts';

/**
 * The recorded body that a person means: by its own name, or by the type of the event, of which the one with the shortest name is the
 * plainest. Throws an `EventError` that names the nearest right ones.
 */
export const findFixture = (fixtures: readonly Fixture[], provider: string, wanted: string): Fixture => {
  const [plainest] = fixtures.filter(({ type }) => type === wanted).sort((a, b) => a.name.length - b.name.length);
  const found = plainest ?? fixtures.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = [...new Set([...fixtures.map(({ type }) => type), ...fixtures.map(({ name }) => name)])];
  const hint = `${nearestTo(wanted, names)} \`list ${provider}\` tells them all.`;
  throw new EventError(`${provider} has no sample event ${wanted}. ${hint}`);
};
