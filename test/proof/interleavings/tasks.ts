import { MISTAKES } from './mistakes.ts';
import type { Protocol } from './protocol.ts';
import { PROTOCOLS } from './protocols.ts';
import { proveProtocol } from './prove-protocol.ts';

/** One protocol to walk, as it is or with a mistake planted in it. */
export type Task = { readonly protocol: Protocol; readonly mistake?: string };

export type Proof = {
  readonly protocol: string;
  readonly mistake: string | undefined;
  readonly calm: bigint;
  readonly crashed: bigint;
  readonly moments: number;
  readonly steps: number;
  readonly ends: number;
  readonly lateEnds: number;
  readonly problems: readonly (readonly [problem: string, schedule: readonly string[]])[];
};

const protocolNamed = (name: string): Protocol => {
  const protocol = PROTOCOLS.find((protocol) => protocol.name === name);
  if (protocol === undefined) throw new Error(`There is no protocol "${name}"`);
  return protocol;
};

/** Protocols first: some are long. */
export const TASKS: readonly Task[] = [
  ...PROTOCOLS.toSorted((a, b) => Number(a.isLight ?? false) - Number(b.isLight ?? false)).map((protocol) => ({ protocol })),
  ...Object.entries(MISTAKES).map(([mistake, { foundIn }]) => ({ protocol: protocolNamed(foundIn), mistake })),
];

export const proveOne = async (number: number): Promise<Proof> => {
  const task = TASKS[number];
  if (task === undefined) throw new Error(`There is no task ${number}`);
  const { protocol, mistake } = task;
  const planted = mistake === undefined ? undefined : MISTAKES[mistake]?.plant;
  const { problems, ...counts } = await proveProtocol(protocol, planted === undefined ? {} : { mistake: planted });
  return { protocol: protocol.name, mistake, ...counts, problems: [...problems] };
};
