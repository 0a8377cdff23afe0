import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { translate } from '../../functions/ledger/dynamo/conflicts.ts';
import { ConflictError } from '../../functions/ledger/ledger.ts';

const told = { $metadata: {}, message: 'told by DynamoDB' };
const canceled = (...codes: readonly string[]): Error =>
  new TransactionCanceledException({ ...told, CancellationReasons: codes.map((Code) => ({ Code })) });

it.each([
  ['a condition that does not hold', new ConditionalCheckFailedException(told)],
  ['a write that meets a transaction', new TransactionConflictException(told)],
  ['a condition of one item among several', canceled('None', 'ConditionalCheckFailed', 'None')],
  ['two transactions that meet at one item', canceled('TransactionConflict', 'None')],
  ['a condition beside a throttle', canceled('ThrottlingError', 'ConditionalCheckFailed')],
])('[F 44] [F 45] takes %s for a conflict', (_, error) => {
  expect(translate(error)).toBeInstanceOf(ConflictError);
  expect(translate(error)).toMatchObject({ cause: error });
});

it.each([
  ['a throttled transaction', canceled('ThrottlingError', 'None')],
  ['a transaction that is refused for its size', canceled('ValidationError')],
  ['a throttled write', new ProvisionedThroughputExceededException(told)],
  ['a lost connection', new Error('ECONNRESET')],
])('[F 45] leaves %s as it is', (_, error) => {
  expect(translate(error)).toBe(error);
});
