import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import { startDynamo } from '../../support/dynamo.ts';
import { ALL_SETS } from './all-sets.ts';
import { OFTEN_WRONG } from './event-set.ts';
import { playOverDynamo, someOrders } from './over-dynamo.ts';
import { differenceOf, type Proof, proveSet } from './prove-set.ts';

/*
 * `npm run proof:orders`: every order of every named set of provider events, with up to two extra deliveries in all, over the core and
 * the memory store; and some hundreds of them through the real handlers over the embedded DynamoDB. Prints what was walked; fails when
 * any order ends in another ledger than the one that is stated.
 */

const ORDERS_OVER_DYNAMO = 6;
const THREADS = 2;

/** The sets of one thread: the long ones are dealt out evenly. */
const shareOf = (thread: number) =>
  ALL_SETS.toSorted((a, b) => b.steps.length - a.steps.length).filter((_, index) => index % THREADS === thread);

const proveShare = async (thread: number): Promise<void> => {
  for (const set of shareOf(thread)) parentPort?.postMessage(await proveSet(set));
};

const inThread = (thread: number): Promise<readonly Proof[]> =>
  new Promise((resolve, reject) => {
    const proofs: Proof[] = [];
    const worker = new Worker(new URL(import.meta.url), { workerData: thread });
    worker.on('message', (proof: Proof) => proofs.push(proof));
    worker.on('error', reject);
    worker.on('exit', () => resolve(proofs));
  });

const sumOf = (proofs: readonly Proof[], field: Exclude<keyof Proof, 'provider' | 'problems'>): number =>
  proofs.reduce((sum, proof) => sum + proof[field], 0);
const figure = (count: number): string => count.toLocaleString('en').padStart(9);

const proveInMemory = async (): Promise<readonly string[]> => {
  const proofs = (await Promise.all(Array.from({ length: THREADS }, (_, thread) => inThread(thread)))).flat();
  console.log('provider       sets    orders  work left    subsets     stages deliveries  repeats that wrote');
  for (const provider of [...PROVIDER_IDS, 'all']) {
    const own = proofs.filter((proof) => provider === 'all' || proof.provider === provider);
    const figures = (['orders', 'ordersWithWorkLeft', 'subsets', 'stages', 'deliveries', 'repeatsThatWrote'] as const).map((field) =>
      figure(sumOf(own, field)),
    );
    console.log(provider.padEnd(10), figure(own.length), ...figures);
  }
  const missing = ALL_SETS.length - proofs.length;
  return [...proofs.flatMap(({ problems }) => problems), ...(missing === 0 ? [] : [`${missing} sets were not proved`])];
};

const proveOverDynamo = async (): Promise<readonly string[]> => {
  const dynamo = await startDynamo();
  const problems: string[] = [];
  let orders = 0;
  let deliveries = 0;
  try {
    for (const set of ALL_SETS) {
      for (const [index, order] of someOrders(set, ORDERS_OVER_DYNAMO).entries()) {
        const end = await playOverDynamo(dynamo, set, order, index % 2 === 0 ? 'at once' : 'at the end');
        problems.push(
          ...differenceOf(set, end).map((problem) => `${set.provider}, ${set.name}, over DynamoDB in order ${order}: ${problem}`),
        );
        orders += 1;
        deliveries += order.length;
      }
    }
  } finally {
    await dynamo.stop();
  }
  console.log(`over the embedded DynamoDB, through the real handlers: ${orders} orders, ${deliveries} deliveries`);
  return problems;
};

const prove = async (): Promise<void> => {
  const startedAt = Date.now();
  const problems = [...(await proveInMemory()), ...(await proveOverDynamo())];
  for (const oftenWrong of OFTEN_WRONG) {
    console.log(`${oftenWrong}: ${ALL_SETS.filter((set) => set.oftenWrong === oftenWrong).length} sets, in all their orders`);
  }
  console.log(`${Math.round((Date.now() - startedAt) / 1000)} s`);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
};

await (isMainThread ? prove() : proveShare(Number(workerData)));
