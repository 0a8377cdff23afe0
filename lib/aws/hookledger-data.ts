import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import { TABLES, type TableId } from '../../functions/ledger/tables.ts';
import { DeliveryQueue } from './constructs/delivery-queue.ts';
import { createLedgerTable } from './constructs/ledger-table.ts';

/** The parts that have a secret of their own: each provider, and the REST API. */
export type SecretPart = ProviderId | 'api';

export const SECRET_PARTS: readonly SecretPart[] = [...PROVIDER_IDS, 'api'];

export type HookledgerDataProps = {
  /** The secrets are called `hookledger/<name>/<part>`, so that a person can find them. */
  readonly name: string;
  readonly retained: boolean;
};

/** What must outlive any deployment: the ledger, the deliveries under way, the secrets. */
export class HookledgerData extends Construct {
  readonly tables: Readonly<Record<TableId, TableV2>>;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** One for each part, so that its function can read no other; of providers that are off, too, for they may come back. */
  readonly secrets: ReadonlyMap<SecretPart, Secret>;
  readonly secretNames: ReadonlyMap<SecretPart, string>;

  constructor(scope: Construct, id: string, { name, retained }: HookledgerDataProps) {
    super(scope, id);
    const table = (constructId: string, tableId: TableId) => createLedgerTable(this, constructId, { table: TABLES[tableId], retained });
    this.tables = {
      customers: table('Customers', 'customers'),
      transactions: table('Transactions', 'transactions'),
      subscriptions: table('Subscriptions', 'subscriptions'),
      events: table('Events', 'events'),
    };
    const { queue, deadLetters } = new DeliveryQueue(this, 'Deliveries', { retained });
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.secretNames = new Map(SECRET_PARTS.map((part) => [part, `hookledger/${name}/${part}`]));
    this.secrets = new Map([...this.secretNames].map(([part, secretName]) => [part, this.createSecret(part, secretName, retained)]));
  }

  secretOf(part: SecretPart): Secret {
    const secret = this.secrets.get(part);
    if (secret === undefined) throw new Error(`There is no secret of ${part}`);
    return secret;
  }

  /** An empty JSON object until a person fills it in: it lets nobody in, and no deployment touches it again. */
  private createSecret(part: SecretPart, secretName: string, retained: boolean): Secret {
    const secret = new Secret(this, `Secret-${part}`, {
      secretName,
      description: `Hookledger: live secrets of ${part}, as JSON`,
      secretObjectValue: {},
      removalPolicy: retained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Another party gives this value or must be told it, so no function can rotate it; people do, with two live values and no gap.',
    });
    return secret;
  }
}
