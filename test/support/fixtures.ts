import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderId } from '../../functions/domain/keys.ts';
import type { ReadingSettings } from '../../functions/platform/settings.ts';
import type { ParsedEvent, ParseInput } from '../../functions/providers/provider.ts';

/** A body as a provider sends it, and what it is to be read as. */
export type Fixture = { readonly name: string; readonly input: ParseInput; readonly expected: ParsedEvent };

/** How a body is read where its fixture says nothing else. */
export const aParseInput = (body: Buffer, over: FixtureInput = {}): ParseInput => ({
  body,
  headers: over.headers ?? {},
  receivedAt: new Date('2026-01-02T03:04:05.000Z'),
  settings: { recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept', ...over.settings },
});

/** What `<name>.input.json` may say. */
type FixtureInput = { readonly headers?: ParseInput['headers']; readonly settings?: Partial<ReadingSettings> };

/** The fixtures of a provider: `<name>.json`, `.xml` or `.form`, each with `<name>.expected.json` and perhaps `<name>.input.json`. */
export const fixturesOf = (provider: ProviderId): readonly Fixture[] => {
  const folder = join(import.meta.dirname, '../../functions/providers', provider, 'fixtures');
  const files = readdirSync(folder);
  const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return files.filter(isBody).map((file) => {
    const name = file.slice(0, file.lastIndexOf('.'));
    const over = files.includes(`${name}.input.json`) ? json(`${name}.input.json`) : {};
    return { name, input: aParseInput(readFileSync(join(folder, file)), over), expected: json(`${name}.expected.json`) };
  });
};

/** Names of bodies have one dot; `.expected.json` and `.input.json` have two. */
const isBody = (file: string): boolean => /^[^.]+\.(json|xml|form)$/.test(file);
