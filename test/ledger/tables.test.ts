import { createTableInputs } from '../../functions/ledger/create-table-inputs.ts';
import { LOCAL_TABLE_NAMES, TABLES } from '../../functions/ledger/tables.ts';

it('asks for no more projected attributes than a table may have', () => {
  for (const { indexes } of Object.values(TABLES)) {
    const projected = Object.values(indexes).flatMap(({ projection }) => (typeof projection === 'string' ? [] : projection));
    expect(projected.length).toBeLessThanOrEqual(100);
  }
});

it('projects no key twice', () => {
  for (const { AttributeDefinitions = [], GlobalSecondaryIndexes = [] } of createTableInputs(LOCAL_TABLE_NAMES)) {
    const types = new Map(AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
    expect(types.size).toBe(AttributeDefinitions.length);
    for (const { KeySchema = [], Projection } of GlobalSecondaryIndexes) {
      for (const { AttributeName } of KeySchema) expect(Projection?.NonKeyAttributes ?? []).not.toContain(AttributeName);
    }
  }
});

it('describes four tables that cost nothing while nobody uses them', () => {
  expect(createTableInputs(LOCAL_TABLE_NAMES).map(({ TableName, BillingMode }) => `${TableName} ${BillingMode}`)).toEqual([
    'hookledger-customers PAY_PER_REQUEST',
    'hookledger-transactions PAY_PER_REQUEST',
    'hookledger-subscriptions PAY_PER_REQUEST',
    'hookledger-events PAY_PER_REQUEST',
  ]);
});
