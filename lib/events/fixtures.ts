import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ProviderId } from '../../functions/domain/keys.ts';

/** A recorded body of a provider, with what the product reads in it. */
export type Fixture = {
  readonly name: string;
  readonly file: string;
  /** The provider's own word for the event. */
  readonly type: string;
  /** When it happened, in milliseconds; null where the body does not say. */
  readonly occurredAt: number | null;
  /** Headers besides the signature that its provider sends with it. */
  readonly headers: Readonly<Record<string, string>>;
};

const readAs = z.object({ type: z.string(), occurredAt: z.number().nullable() });
const sentWith = z.object({ headers: z.record(z.string(), z.string()).default({}) });

/** The recorded bodies of a provider, by name. `projectRoot` is the folder that holds `functions`. */
export const fixturesOf = (projectRoot: string, provider: ProviderId): readonly Fixture[] => {
  const folder = join(projectRoot, 'functions/providers', provider, 'fixtures');
  const files = readdirSync(folder).sort();
  const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return files.filter(isBody).map((file) => {
    const name = file.slice(0, file.lastIndexOf('.'));
    const input = files.includes(`${name}.input.json`) ? json(`${name}.input.json`) : {};
    return { name, file: join(folder, file), ...readAs.parse(json(`${name}.expected.json`)), ...sentWith.parse(input) };
  });
};

/** Names of bodies have one dot; `.expected.json` and `.input.json` have two. */
const isBody = (file: string): boolean => /^[^.]+\.(json|xml|form)$/.test(file);
