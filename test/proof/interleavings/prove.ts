import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { MISTAKES } from './mistakes.ts';
import { ABOUT } from './protocol.ts';
import { PROTOCOLS } from './protocols.ts';
import { type Proof, proveOne, TASKS } from './tasks.ts';

/*
 * `npm run proof:interleavings`: every schedule of every small protocol, with a crash anywhere, over the product's own code; and every
 * planted mistake, which must be found. Prints what was walked; fails when a schedule ends wrongly or a mistake is missed.
 */

const THREADS = 2;

/** Takes one task after the other from the pile that all threads share, the long ones first. */
const inThread = (pile: number[], proofs: Proof[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url));
    const next = (): void => {
      const task = pile.shift();
      if (task === undefined) void worker.terminate().then(() => resolve());
      else worker.postMessage(task);
    };
    worker.on('message', (proof: Proof) => {
      proofs.push(proof);
      next();
    });
    worker.once('error', reject);
    next();
  });

const figure = (count: number | bigint, width = 9): string => count.toLocaleString('en').padStart(width);
const short = (count: bigint): string => (count < 1_000_000_000n ? figure(count, 12) : Number(count).toExponential(2).padStart(12));

const tell = (proofs: readonly Proof[]): void => {
  console.log('schedules: orders of all calls; moments: ways they can stand in between; late: ends that waited for the sweeper');
  console.log(
    ...['without a crash', 'with one'].map((name) => name.padStart(16)),
    ...['moments', 'steps', 'ends', 'late'].map((n) => n.padStart(9)),
  );
  for (const about of ABOUT) {
    for (const { name, crashes } of PROTOCOLS.filter((protocol) => protocol.about === about)) {
      const proof = proofs.find(({ protocol, mistake }) => protocol === name && mistake === undefined);
      if (proof === undefined) continue;
      const { calm, crashed, moments, steps, ends, lateEnds } = proof;
      console.log(
        short(calm).padStart(16),
        (crashes === 0 ? 'not walked' : short(crashed)).padStart(16),
        ...[moments, steps, ends, lateEnds].map((count) => figure(count)),
        ` ${about}: ${name}`,
      );
    }
  }
  for (const { mistake, protocol, problems, moments } of proofs.filter((proof) => proof.mistake !== undefined)) {
    const [problem, schedule] = problems[0] ?? [];
    const found = problem === undefined ? 'NOT FOUND' : `found after ${schedule?.length} steps: ${problem}`;
    console.log(`mistake "${mistake}" in "${protocol}" (${figure(moments, 0)} moments): ${found}`);
  }
};

const prove = async (): Promise<void> => {
  const startedAt = Date.now();
  const pile = TASKS.map((_, index) => index);
  const proofs: Proof[] = [];
  await Promise.all(Array.from({ length: THREADS }, () => inThread(pile, proofs)));
  tell(proofs);
  const wrong = proofs.filter(({ mistake, problems }) => (mistake === undefined) !== (problems.length === 0));
  for (const { protocol, mistake, problems } of wrong) {
    console.error(mistake === undefined ? `${protocol}:` : `the mistake "${mistake}" was not found in ${protocol}`);
    for (const [problem, schedule] of problems) console.error(`  ${problem}, on this schedule:\n    ${schedule.join('\n    ')}`);
  }
  const [calm, crashed] = proofs.reduce(
    ([a, b], proof) => (proof.mistake === undefined ? [a + proof.calm, b + proof.crashed] : [a, b]),
    [0n, 0n],
  );
  const missed = TASKS.length - proofs.length;
  console.log(
    `${PROTOCOLS.length} protocols, ${short(calm).trim()} schedules without a crash and ${short(crashed).trim()} with one,`,
    `${Object.keys(MISTAKES).length} mistakes, ${wrong.length + missed} problems, ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
  if (wrong.length + missed > 0) process.exitCode = 1;
};

if (isMainThread) await prove();
else {
  // One at a time: pauses are taken out of the whole thread.
  parentPort?.on('message', async (task: number) => parentPort?.postMessage(await proveOne(task)));
}
