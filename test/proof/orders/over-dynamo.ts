import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { prefixOf, textOf } from '../../../functions/ledger/keys.ts';
import type { TableNames } from '../../../functions/platform/env.ts';
import { createLuck } from '../../../lib/world/luck.ts';
import type { TestDynamo } from '../../support/dynamo.ts';
import { aFlowOver } from '../../support/flow.ts';
import { testkits } from '../../support/testkits.ts';
import { at, type EventSet, type Step } from './event-set.ts';
import { A_DAY, type Pace, settingsOf } from './stage.ts';
import { type LedgerKeys, type StatedLedger, shownLedger } from './stated-ledger.ts';
import { sayTo } from './team.ts';

const MOST_EXTRA = 2;

/** So many orders of a set, all different, each with up to two extra deliveries: numbers of its steps. The same ones every time. */
export const someOrders = ({ name, steps }: EventSet, count: number): readonly (readonly number[])[] => {
  const luck = createLuck(1).fork(name);
  const orders = new Map<string, readonly number[]>();
  for (let tries = 0; orders.size < count && tries < 100 * count; tries += 1) {
    const extra = Array.from({ length: luck.integer(0, MOST_EXTRA) }, () => luck.integer(0, steps.length - 1));
    const left = [...steps.keys(), ...extra];
    // Of a copy: what is drawn is gone from the other.
    const order = [...left].flatMap(() => left.splice(luck.integer(0, left.length - 1), 1));
    orders.set(order.join(), order);
  }
  return [...orders.values()];
};

/**
 * One order through the real handlers over DynamoDB: the door, the queue's messages, the processor. With pace 'at the end' all messages
 * come as one batch, of which the processor works on several at once.
 */
export const playOverDynamo = async (dynamo: TestDynamo, set: EventSet, order: readonly number[], pace: Pace): Promise<StatedLedger> => {
  const tables = await dynamo.createTables();
  const ledger = createDynamoLedger({ client: dynamo.client, tables });
  const time = { now: at(0) };
  const flow = aFlowOver(ledger, { settings: settingsOf(set), clock: () => time.now });
  for (const [place, number] of order.entries()) {
    const step = set.steps[number];
    if (step === undefined) throw new Error(`${set.name} has no step ${number}`);
    // Of a batch nobody knows which message is processed first, and so which time of receipt a body without a time of its own gets.
    const isLate = pace === 'at once' && order.indexOf(number) < place;
    if (step.kind === 'said') await sayTo(ledger, flow.work, step);
    else {
      time.now = new Date(step.receivedAt.getTime() + (isLate ? A_DAY : 0));
      const status = await flow.deliver(testkitOf(step), step.body);
      if (status !== 200) throw new Error(`${set.name}: the door answered ${status}`);
    }
    if (pace === 'at once') await flow.drain();
  }
  await flow.drain();
  return shownLedger(ledger, await storedKeys(dynamo, tables));
};

const testkitOf = (step: Extract<Step, { kind: 'told' }>) => {
  const testkit = testkits.find(({ provider }) => provider.id === step.provider);
  if (testkit === undefined) throw new Error(`There is no testkit of ${step.provider}`);
  return testkit;
};

/** Whatever rows there are, asked for or not. */
const storedKeys = async ({ client }: TestDynamo, tables: TableNames): Promise<LedgerKeys> => {
  const keysIn = async (TableName: string, prefix: string): Promise<readonly string[]> => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items.map(({ pk }) => String(pk)).flatMap((pk) => (pk.startsWith(prefix) ? [textOf(pk)] : []));
  };
  const [transactions, subscriptions, customers] = await Promise.all([
    keysIn(tables.transactions, prefixOf('transaction')),
    keysIn(tables.subscriptions, prefixOf('subscription')),
    keysIn(tables.customers, prefixOf('customer')),
  ]);
  return { transactions, subscriptions, customers };
};
