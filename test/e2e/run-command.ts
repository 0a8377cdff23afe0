import { spawn } from 'node:child_process';

type Command = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly withinMs: number;
  /** What is typed into it; nothing otherwise. */
  readonly input?: string;
};

const TOLD_CHARACTERS = 3_000;

/** Runs a program to its end; gives what it wrote. Throws with the last of it when it fails or takes longer than it may. */
export const runCommand = ({ command, args, env, withinMs, input = '' }: Command): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    // Not the one of spawn: it goes on, and keeps this process, when there is no such program.
    const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
    child.stdin.on('error', () => {}).end(input);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(output);
      const how = signal === null ? `ended with ${code}` : `was ended by ${signal}`;
      reject(new Error(`${command} ${args.join(' ')} ${how}:\n${output.slice(-TOLD_CHARACTERS)}`));
    });
  });
