import { RemovalPolicy } from 'aws-cdk-lib';
import { type Attribute, AttributeType, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { IndexDescription, KeyAttribute, TableDescription } from '../../../functions/ledger/tables.ts';

/** A table of the ledger as the ledger describes it: on demand, with point-in-time recovery, encrypted as all of DynamoDB is. */
export const createLedgerTable = (
  scope: Construct,
  id: string,
  { table, retained }: { readonly table: TableDescription; readonly retained: boolean },
): TableV2 =>
  new TableV2(scope, id, {
    partitionKey: attribute(table.partitionKey),
    ...(table.sortKey === undefined ? {} : { sortKey: attribute(table.sortKey) }),
    ...(table.timeToLive === undefined ? {} : { timeToLiveAttribute: table.timeToLive }),
    globalSecondaryIndexes: Object.entries(table.indexes).map(([indexName, index]) => ({
      indexName,
      partitionKey: attribute(index.partitionKey),
      sortKey: attribute(index.sortKey),
      ...projection(index.projection),
    })),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: retained,
    removalPolicy: retained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });

const attribute = ({ name, type }: KeyAttribute): Attribute => ({
  name,
  type: type === 'S' ? AttributeType.STRING : AttributeType.NUMBER,
});

const projection = (fields: IndexDescription['projection']) => {
  if (fields === 'ALL') return { projectionType: ProjectionType.ALL };
  if (fields === 'KEYS_ONLY') return { projectionType: ProjectionType.KEYS_ONLY };
  return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...fields] };
};
