import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import { inParallel } from '../../platform/in-parallel.ts';
import type { Item } from './item.ts';
import type { ItemKey } from './store.ts';

type Requested = NonNullable<BatchGetCommandInput['RequestItems']>;
export type BatchAnswer = {
  readonly Responses?: Readonly<Record<string, Item[]>> | undefined;
  readonly UnprocessedKeys?: Requested | undefined;
};

/** What DynamoDB takes in one request. */
const MOST_KEYS = 100;
const AT_ONCE = 4;
/** Before keys that were left are asked for again, and twice that before the next time. */
const PAUSE_MS = 10;

/** The items of these keys that are there, in as many requests as it takes. */
export const getMany = async (
  tableName: string,
  keys: readonly ItemKey[],
  ask: (requested: Requested) => Promise<BatchAnswer>,
): Promise<readonly Item[]> => {
  // A key that is asked for twice would be an error.
  const each = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  const chunks = Array.from({ length: Math.ceil(each.length / MOST_KEYS) }, (_, at) => each.slice(at * MOST_KEYS, (at + 1) * MOST_KEYS));
  const items = await inParallel(AT_ONCE, chunks, async (chunk) => {
    const found: Item[] = [];
    let left: Requested = { [tableName]: { Keys: [...chunk], ConsistentRead: true } };
    // One answer holds 16 MB at most, or what the table can take now, and says which keys are left.
    for (let pause = PAUSE_MS; left[tableName] !== undefined; pause *= 2) {
      const { Responses = {}, UnprocessedKeys = {} } = await ask(left);
      found.push(...(Responses[tableName] ?? []));
      left = UnprocessedKeys;
      if (left[tableName] !== undefined) await sleep(pause);
    }
    return found;
  });
  return items.flat();
};
