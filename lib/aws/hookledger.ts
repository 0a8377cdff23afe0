import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ProviderId } from '../../functions/domain/keys.ts';
import type { TableId } from '../../functions/ledger/tables.ts';
import { builtBundles } from './built-bundles.ts';
import { HookledgerData, type SecretPart } from './hookledger-data.ts';
import { HookledgerService } from './hookledger-service.ts';
import { checkName, readConfig } from './read-config.ts';
import type { HookledgerConfig } from './stage-config.ts';

export type HookledgerProps = {
  /** What this deployment is called, such as `prod`: unique in an account and region, for the names of the secrets carry it. */
  readonly name: string;
  readonly config: HookledgerConfig;
  /** Where tables, queues and secrets are made, such as a stack of their own that is seldom deployed. Default: here. */
  readonly dataScope?: Construct;
  /** The folder of the functions' bundles. Default: those that came with the package. */
  readonly bundles?: string;
};

/**
 * The whole of Hookledger, for any stack of any CDK app.
 *
 * ```ts
 * const { webhookUrls, apiUrl } = new Hookledger(this, 'Hookledger', { name: 'prod', config });
 * ```
 *
 * Throws a `ConfigError` with a sentence for each field of `config` that does not hold.
 */
export class Hookledger extends Construct {
  readonly tables: Readonly<Record<TableId, TableV2>>;
  /** Verified deliveries on their way into the ledger. */
  readonly queue: Queue;
  /** What could not be brought into the ledger. */
  readonly deadLetters: Queue;
  /** Of each provider, and of the REST API. */
  readonly secrets: ReadonlyMap<SecretPart, Secret>;
  readonly secretNames: ReadonlyMap<SecretPart, string>;
  readonly api: HttpApi;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** What to paste into the panel of each provider that is on. */
  readonly webhookUrls: ReadonlyMap<ProviderId, string>;
  /** What the name of an own domain has to point to (CNAME or alias). */
  readonly domainTarget: string | undefined;
  /** Where alarms go: subscribe whatever else should hear of them. */
  readonly alarmTopic: ITopic;
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, { name, config, dataScope, bundles = builtBundles() }: HookledgerProps) {
    super(scope, id);
    checkName(name);
    const checked = readConfig(config);
    const data = new HookledgerData(dataScope ?? this, 'Data', { name, retained: checked.retained });
    const service = new HookledgerService(this, 'Service', { name, config: checked, data, bundles });
    this.tables = data.tables;
    this.queue = data.queue;
    this.deadLetters = data.deadLetters;
    this.secrets = data.secrets;
    this.secretNames = data.secretNames;
    this.api = service.front.api;
    this.apiUrl = service.front.url;
    this.webhookUrls = new Map(service.webhooks.map(({ provider, url }) => [provider, url]));
    this.domainTarget = service.front.domainTarget;
    this.alarmTopic = service.alarmTopic;
    this.dashboardUrl = service.dashboard.url;
  }
}
