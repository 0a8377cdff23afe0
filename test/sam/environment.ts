import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { LOCAL_TABLE_NAMES } from '../../functions/ledger/tables.ts';
import { DEAD_LETTER_QUEUE_NAME, QUEUE_NAME } from '../../lib/local/create-queues.ts';
import { type FunctionId, ingestId } from './functions.ts';
import { secretIdOf } from './secrets-manager.ts';

/** Where the functions find what they need, without a slash at the end: addresses that a container can reach. */
export type Endpoints = { readonly dynamoDb: string; readonly sqs: string; readonly secretsManager: string };

/** What `sam local … --env-vars` reads: for all functions, and for single ones. */
export type SamEnvironment = { readonly Parameters: Variables } & { readonly [Id in FunctionId]?: Variables };
type Variables = Readonly<Record<string, string>>;

const ACCOUNT = '000000000000';

/** `test/events/env.json` for these endpoints. */
export const samEnvironment = ({ dynamoDb, sqs, secretsManager }: Endpoints): SamEnvironment => ({
  Parameters: {
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb,
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager,
    HOOKLEDGER_QUEUE_URL: `${sqs}/${ACCOUNT}/${QUEUE_NAME}`,
    HOOKLEDGER_DEAD_LETTER_QUEUE_URL: `${sqs}/${ACCOUNT}/${DEAD_LETTER_QUEUE_NAME}`,
    HOOKLEDGER_TABLE_CUSTOMERS: LOCAL_TABLE_NAMES.customers,
    HOOKLEDGER_TABLE_TRANSACTIONS: LOCAL_TABLE_NAMES.transactions,
    HOOKLEDGER_TABLE_SUBSCRIPTIONS: LOCAL_TABLE_NAMES.subscriptions,
    HOOKLEDGER_TABLE_EVENTS: LOCAL_TABLE_NAMES.events,
  },
  Api: { HOOKLEDGER_SECRET_ID: secretIdOf('api') },
  ...Object.fromEntries(PROVIDER_IDS.map((provider) => [ingestId(provider), { HOOKLEDGER_SECRET_ID: secretIdOf(provider) }])),
});

/** Where `test/events/env.json` looks: Docker's own bridge, and the ports that stand-ins for these services commonly have. */
export const COMMON_ENDPOINTS: Endpoints = {
  dynamoDb: 'http://172.17.0.1:8000',
  sqs: 'http://172.17.0.1:9324',
  secretsManager: 'http://172.17.0.1:4584',
};
