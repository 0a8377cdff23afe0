import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Fixture } from './fixtures.ts';

/** The sample events of a provider, a line each: the type, then the recorded bodies that are special in some way. */
export const listOf = (provider: ProviderId, fixtures: readonly Fixture[]): string => {
  const types = [...new Set(fixtures.map(({ type }) => type))].sort();
  const lines = types.map((type) => {
    const [, ...others] = fixtures.filter((one) => one.type === type).sort((a, b) => a.name.length - b.name.length);
    const also = others.length === 0 ? '' : `  (also ${others.map(({ name }) => name).join(', ')})`;
    return `${provider} ${type}${also}`;
  });
  return lines.join('\n');
};
