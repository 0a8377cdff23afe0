import { ConditionalCheckFailedException, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { ConflictError } from '../ledger.ts';

/**
 * An SDK error in the ledger's words. Only a conflict has any; everything else (throttling, an outage) is thrown as it is, after
 * the SDK's own retries.
 *
 * A write whose answer was lost and which the SDK repeated looks like a conflict too: whoever reads again finds it done.
 */
export const translate = (error: unknown): unknown =>
  isConflict(error) ? new ConflictError('An item was written by somebody else', { cause: error }) : error;

const isConflict = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  error instanceof TransactionConflictException ||
  (error instanceof TransactionCanceledException && isConflictOf((error.CancellationReasons ?? []).map(({ Code }) => Code)));

/** An item that is not valid is so at the next attempt too: that is told at once, whatever else was met. */
const isConflictOf = (codes: readonly (string | undefined)[]): boolean => codes.some(isConflictCode) && !codes.includes('ValidationError');

/** The SDK does not retry when two transactions meet at one item: to read again is the right answer to that as well. */
const isConflictCode = (code: string | undefined): boolean => code === 'ConditionalCheckFailed' || code === 'TransactionConflict';
