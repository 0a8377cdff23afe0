import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import { translate } from './conflicts.ts';

/** What one request took of one table and its indexes, in request units. */
export type Consumed = { readonly kind: 'read' | 'write'; readonly tableName: string; readonly units: number };

type Output = { readonly ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] | undefined };

/** Waits for requests: tells what they took, when anybody wants to know, and throws their errors in the ledger's words. */
export const createMeter = (onConsumed: ((consumed: Consumed) => void) | undefined) => {
  const run = async <T extends Output>(kind: Consumed['kind'], request: Promise<T>): Promise<T> => {
    try {
      const output = await request;
      for (const { TableName: tableName = '', CapacityUnits: units = 0 } of [output.ConsumedCapacity ?? []].flat()) {
        onConsumed?.({ kind, tableName, units });
      }
      return output;
    } catch (error) {
      throw translate(error);
    }
  };
  return {
    /** To be sent with every request. */
    measured: onConsumed === undefined ? {} : ({ ReturnConsumedCapacity: 'TOTAL' } as const),
    read: <T extends Output>(request: Promise<T>) => run('read', request),
    written: <T extends Output>(request: Promise<T>) => run('write', request),
  };
};
