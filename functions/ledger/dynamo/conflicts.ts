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
  (error instanceof TransactionCanceledException && (error.CancellationReasons ?? []).some(({ Code }) => isConflictCode(Code)));

/** The SDK does not retry when two transactions meet at one item: to read again is the right answer to that as well. */
const isConflictCode = (code: string | undefined): boolean => code === 'ConditionalCheckFailed' || code === 'TransactionConflict';
