import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import { TABLES, type TableId } from '../../functions/ledger/tables.ts';
import type { Stage } from './config.ts';
import { DeliveryQueue } from './constructs/delivery-queue.ts';
import { createLedgerTable } from './constructs/ledger-table.ts';

/** What must outlive any deployment: the ledger, the deliveries under way, the secrets. */
export class StatefulStack extends Stack {
  readonly tables: Readonly<Record<TableId, TableV2>>;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** One for each provider, so that its function can read no other. */
  readonly providerSecrets: readonly { readonly provider: ProviderId; readonly secret: Secret }[];
  /** The keys of the REST API. */
  readonly apiSecret: Secret;

  constructor(scope: Construct, id: string, { retained }: Stage) {
    super(scope, id, { description: 'Hookledger: ledger, queues and secrets', terminationProtection: retained });
    const table = (constructId: string, name: TableId) => createLedgerTable(this, constructId, { table: TABLES[name], retained });
    this.tables = {
      customers: table('Customers', 'customers'),
      transactions: table('Transactions', 'transactions'),
      subscriptions: table('Subscriptions', 'subscriptions'),
      events: table('Events', 'events'),
    };
    const { queue, deadLetters } = new DeliveryQueue(this, 'Deliveries', { retained });
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.providerSecrets = PROVIDER_IDS.map((provider) => ({ provider, secret: createSecret(this, provider, retained) }));
    this.apiSecret = createSecret(this, 'api', retained);
  }
}

/** A secret that is an empty JSON object until a person fills it in: it lets nobody in, and no deployment touches it again. */
const createSecret = (scope: Construct, name: string, retained: boolean): Secret =>
  new Secret(scope, `Secret-${name}`, {
    description: `Hookledger: live secrets of ${name}, as JSON`,
    secretObjectValue: {},
    removalPolicy: retained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
