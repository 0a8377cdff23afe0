import { PROGRAM_WITHIN_MS } from '../support/limits.ts';
import { liveTestkits, typedFor } from './live-testkits.ts';
import { runCommand } from './run-command.ts';

/**
 * Fills in the secrets that a deployment leaves empty, by the command that a person uses: each provider's, and a key of the API,
 * which the command makes up and prints.
 */
export const fillSecrets = async (stage: string, env: Readonly<Record<string, string>>): Promise<{ readonly apiKey: string }> => {
  const put = (input: readonly string[], ...args: readonly string[]) =>
    runCommand({
      command: 'node',
      args: ['--disable-warning=ExperimentalWarning', 'bin/secrets.ts', 'put', ...args, '--stage', stage],
      input: input.map((line) => `${line}\n`).join(''),
      env,
      withinMs: PROGRAM_WITHIN_MS,
    });
  const [told = ''] = await Promise.all([
    put([], 'api', '--name', 'backend', '--scope', 'write'),
    ...liveTestkits.map(({ provider }) => put(typedFor(provider.id), provider.id)),
  ]);
  const [, apiKey] = /kept nowhere else:\s+(\S+)/.exec(told) ?? [];
  if (apiKey === undefined) throw new Error('The secrets command printed no key of the API');
  return { apiKey };
};
