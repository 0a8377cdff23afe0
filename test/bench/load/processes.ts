import { readdirSync, readFileSync } from 'node:fs';

/** The most memory that a process has had in use, in megabytes. */
export type Peak = { readonly name: string; readonly megabytes: number };

/** A process and all below it, as Linux tells; none on other systems. */
export const treeOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(treeOf)];

const childrenOf = (pid: number): readonly number[] =>
  threadsOf(pid).flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number));

const threadsOf = (pid: number): readonly string[] => {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
};

/** Of each process. What processes share counts in each. */
export const peaksOf = (pids: readonly number[]): readonly Peak[] =>
  pids.flatMap((pid) => {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
    return kilobytes === undefined ? [] : [{ name: nameOf(pid), megabytes: Number(kilobytes) / 1024 }];
  });

/** The program, or the script that node runs. */
const nameOf = (pid: number): string => {
  const words = read(`/proc/${pid}/cmdline`).split('\0');
  const program = words.find((word) => word.endsWith('.ts')) ?? words[0] ?? '';
  return program.split('/').at(-1)?.split(/[: ]/)[0] ?? '';
};

/** What they have computed so far, all threads together, in milliseconds. */
export const cpuMillisOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    // The name in parentheses may hold anything; the times are the 14th and the 15th field.
    const [user = 0, system = 0] = read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return sum + (user + system) * TICK_MS;
  }, 0);

const TICK_MS = 10;

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
