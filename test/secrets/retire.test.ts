import type { Verified } from '../../lib/secrets/last-verified.ts';
import type { PartSecret } from '../../lib/secrets/live-values.ts';
import { createSecretsProgram } from '../../lib/secrets/program.ts';

/** The commands over one secret in memory, and what they said. */
const aProgram = (secret: PartSecret, verified: Verified | null) => {
  const said: string[] = [];
  let stored = secret;
  const program = createSecretsProgram({
    storeOf: () => ({
      read: async () => ({ secret: stored, version: 'v1', since: new Date(0) }),
      replace: async (_part, next) => {
        stored = next;
        return true;
      },
    }),
    lastVerifiedIn: () => async () => verified,
    ask: async () => '',
    terminal: {
      print: (text) => said.push(text),
      printJson: (value) => said.push(JSON.stringify(value)),
      tell: (text) => said.push(text),
      paint: (_style, text) => text,
      isWatched: false,
    },
  });
  return { run: (...args: readonly string[]) => program.parseAsync(args, { from: 'user' }), stored: () => stored, said };
};

const TWO = { signingSecrets: ['whsec_old', 'whsec_new'] };
const USED = { requests: 12, last: new Date('2026-03-01T10:00:00Z') };

it('does not retire a secret that still verifies requests, unless told so', async () => {
  const { run, stored } = aProgram(TWO, USED);
  await expect(run('retire', 'stripe', '--stage', 'dev')).rejects.toThrow('It verified 12 requests');
  expect(stored()).toEqual(TWO);
  await run('retire', 'stripe', '--stage', 'dev', '--in-use');
  expect(stored()).toEqual({ signingSecrets: ['whsec_new'] });
});

it('retires one that verified nothing, at the place that is named', async () => {
  const { run, stored } = aProgram(TWO, { requests: 0, last: null });
  await run('retire', 'stripe', '--stage', 'dev', '--position', '1');
  expect(stored()).toEqual({ signingSecrets: ['whsec_old'] });
});

it('tells which secret verified the last requests, and no secret', async () => {
  const { run, said } = aProgram(TWO, USED);
  await run('status', 'stripe', '--stage', 'dev');
  expect(said.join('\n')).toMatch(/stripe +signingSecrets +0 +[0-9a-f]{8} +12 +2026-03-01T10:00:00Z/);
  expect(said.join('\n')).not.toContain('whsec_');
});
