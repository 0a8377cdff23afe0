import { spawn } from 'node:child_process';

/** The lines that a script says in a process of its own, which has this environment and no other. */
export const runScript = async (script: string, env: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return (await child.stdout.toArray()).join('').trim().split('\n');
};
