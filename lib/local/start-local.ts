import type { Server } from 'node:http';
import { createLog } from '../../functions/platform/log.ts';
import { loadFromFile, loadFromObject } from '../../functions/platform/secret-loaders.ts';
import { createSecretSource } from '../../functions/platform/secrets.ts';
import { BUILT_IN_SECRETS } from './built-in-secrets.ts';
import { takeDataFolder } from './data-folder.ts';
import { findPort, LOCALHOST, listenOn } from './free-port.ts';
import { createHttpFront } from './http-front.ts';
import type { LocalOptions } from './options.ts';
import type { Product } from './product.ts';
import { startQueuePoller } from './queue-poller.ts';
import { checkSecretsFile, readSettingsFile } from './read-files.ts';
import { openDynamoDb, openSqs } from './stores.ts';
import { startSweeping } from './sweeping.ts';
import { warnOfTunnel } from './tunnel-warning.ts';

export type RunningStack = {
  readonly url: string;
  readonly queueUrl: string;
  readonly dynamoDbEndpoint: string;
  readonly providers: readonly string[];
  /** Resolves with the reason when a part ends that nothing can go on without. */
  readonly died: Promise<string>;
  readonly stop: () => Promise<void>;
};

export type StartDeps = {
  readonly options: LocalOptions;
  /** The folder that holds `node_modules`. */
  readonly projectRoot: string;
  /** Takes one line for the developer to see, without its line end. */
  readonly tell: (line: string) => void;
  /** Under way already, so that its modules load while the stores start. */
  readonly product: Promise<Product>;
};

const clock = () => new Date();

/** Starts everything and resolves when the first request may come. Throws a `StartError`; the process is to end then. */
export const startLocal = async ({ options, projectRoot, tell, product }: StartDeps): Promise<RunningStack> => {
  const settings = readSettingsFile(options.settingsFile);
  if (options.secretsFile !== undefined) checkSecretsFile(options.secretsFile);
  await findPort(options.port, 'PORT');
  const folder = options.dataFolder === null ? undefined : takeDataFolder(options.dataFolder);
  const [dynamoDb, sqs, { createHandlers }] = await Promise.all([
    openDynamoDb(
      { ...options, projectRoot },
      product.then(({ tables }) => tables),
    ),
    openSqs(options),
    product,
  ]);
  const { queueUrl, deadLetterQueueUrl } = sqs;
  const log = createLog({ write: tell, clock });
  const secrets = createSecretSource({ load: secretLoader(options.secretsFile), clock });
  const handlers = createHandlers({
    dynamoDb: dynamoDb.client,
    sqs: sqs.client,
    queueUrl,
    deadLetterQueueUrl,
    secrets,
    settings,
    log,
    clock,
  });
  const onRequest = options.secretsFile === undefined ? { onRequest: warnOfTunnel((message) => log.warn(message)) } : {};
  const front = createHttpFront({ ...handlers, clock, ...onRequest });
  const port = await listenOn(front, options.port, 'PORT');
  const poller = startQueuePoller({ client: sqs.client, queueUrl, handler: handlers.processor, log });
  const sweeping = startSweeping(handlers.sweep, log);
  return {
    url: `http://${LOCALHOST}:${port}`,
    queueUrl,
    dynamoDbEndpoint: dynamoDb.endpoint,
    providers: settings.providers,
    died: dynamoDb.died.then(() => 'The embedded DynamoDB has ended, and nothing can be recorded without it.'),
    stop: async () => {
      // From the outside in: whatever was answered 200 is stored before the stores close.
      await close(front);
      await Promise.all([poller.stop(), sweeping.stop()]);
      await Promise.all([sqs.stop(), dynamoDb.stop()]);
      folder?.release();
    },
  };
};

const secretLoader = (file: string | undefined) => (file === undefined ? loadFromObject(BUILT_IN_SECRETS) : loadFromFile(file));

/** Resolves when every request under way has been answered. */
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
