import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import { startDynamo } from '../../support/dynamo.ts';
import { ALL_SETS } from './all-sets.ts';
import { type EventSet, OFTEN_WRONG } from './event-set.ts';
import { playOverDynamo, someOrders } from './over-dynamo.ts';
import { differenceOf, type Proof, proveSet } from './prove-set.ts';

/*
 * `npm run proof:orders`: every order of every named set of provider events, with up to two extra deliveries in all, over the core and
 * the memory store; and some hundreds of them through the real handlers over the embedded DynamoDB. Prints what was walked; fails when
 * any order ends in another ledger than the one that is stated.
 */

const ORDERS_OVER_DYNAMO = 6;
const THREADS = 2;

/** What a thread tells of its share. */
type Told = { readonly proofs: readonly Proof[]; readonly dynamo: Played };
type Played = { readonly orders: number; readonly deliveries: number; readonly problems: readonly string[] };

/** The sets of one thread: the long ones are dealt out evenly. */
const shareOf = (thread: number): readonly EventSet[] =>
  ALL_SETS.toSorted((a, b) => b.steps.length - a.steps.length).filter((_, index) => index % THREADS === thread);

const proveShare = async (thread: number): Promise<Told> => {
  const proofs: Proof[] = [];
  for (const set of shareOf(thread)) proofs.push(await proveSet(set));
  return { proofs, dynamo: await proveOverDynamo(shareOf(thread)) };
};

const proveOverDynamo = async (sets: readonly EventSet[]): Promise<Played> => {
  const dynamo = await startDynamo();
  const played = { orders: 0, deliveries: 0, problems: [] as string[] };
  try {
    for (const set of sets) {
      for (const [index, order] of someOrders(set, ORDERS_OVER_DYNAMO).entries()) {
        const end = await playOverDynamo(dynamo, set, order, index % 2 === 0 ? 'at once' : 'at the end');
        const where = `${set.provider}, ${set.name}, over DynamoDB in order ${order}`;
        played.problems.push(...differenceOf(set, end).map((problem) => `${where}: ${problem}`));
        played.orders += 1;
        played.deliveries += order.length;
      }
    }
  } finally {
    await dynamo.stop();
  }
  return played;
};

const inThread = (thread: number): Promise<Told> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: thread });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`Thread ${thread} ended without a word`)));
  });

const FIELDS = ['orders', 'ordersWithWorkLeft', 'subsets', 'stages', 'deliveries', 'repeatsThatWrote'] as const;
const sumOf = <T extends string>(all: readonly Readonly<Record<T, number>>[], field: T): number =>
  all.reduce((sum, one) => sum + one[field], 0);
const figure = (count: number): string => count.toLocaleString('en').padStart(10);

const tell = (proofs: readonly Proof[], dynamo: readonly Played[]): void => {
  console.log('orders: with up to two extra deliveries; work left: orders whose work is all done at the end; repeats: that wrote a byte');
  console.log(
    ''.padEnd(9),
    ...['sets', 'orders', 'work left', 'subsets', 'stages', 'deliveries', 'repeats'].map((name) => name.padStart(10)),
  );
  for (const provider of [...PROVIDER_IDS, 'all']) {
    const own = proofs.filter((proof) => provider === 'all' || proof.provider === provider);
    console.log(provider.padEnd(9), figure(own.length), ...FIELDS.map((field) => figure(sumOf(own, field))));
  }
  for (const oftenWrong of OFTEN_WRONG) {
    console.log(`${oftenWrong}: ${ALL_SETS.filter((set) => set.oftenWrong === oftenWrong).length} sets, in all their orders`);
  }
  const [orders, deliveries] = [sumOf(dynamo, 'orders'), sumOf(dynamo, 'deliveries')];
  console.log(`through the real handlers over the embedded DynamoDB: ${orders} orders, ${deliveries} deliveries`);
};

const prove = async (): Promise<void> => {
  const startedAt = Date.now();
  const told = await Promise.all(Array.from({ length: THREADS }, (_, thread) => inThread(thread)));
  const proofs = told.flatMap((one) => one.proofs);
  const dynamo = told.map((one) => one.dynamo);
  tell(proofs, dynamo);
  const problems = [...proofs, ...dynamo].flatMap((one) => one.problems);
  if (proofs.length !== ALL_SETS.length) problems.push(`${ALL_SETS.length - proofs.length} sets were not proved`);
  for (const problem of problems) console.error(problem);
  console.log(`${problems.length} problems, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  if (problems.length > 0) process.exitCode = 1;
};

if (isMainThread) await prove();
else parentPort?.postMessage(await proveShare(Number(workerData)));
