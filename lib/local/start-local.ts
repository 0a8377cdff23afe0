import type { Server } from 'node:http';
import type { IngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import { createLog } from '../../functions/platform/log.ts';
import { loadFromFile, loadFromObject } from '../../functions/platform/secret-loaders.ts';
import { createSecretSource } from '../../functions/platform/secrets.ts';
import type { Settings } from '../../functions/platform/settings.ts';
import { BUILT_IN_SECRETS } from './built-in-secrets.ts';
import { takeDataFolder } from './data-folder.ts';
import { findPort, LOCALHOST, listenOn } from './free-port.ts';
import { createHttpFront } from './http-front.ts';
import type { LocalOptions } from './options.ts';
import { createPrecedence } from './precedence.ts';
import type { Handlers, Product, Stack } from './product.ts';
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
export const startLocal = async (deps: StartDeps): Promise<RunningStack> => {
  const { options } = deps;
  const settings = readSettingsFile(options.settingsFile);
  if (options.secretsFile !== undefined) checkSecretsFile(options.secretsFile);
  await findPort(options.port, 'PORT');
  const folder = options.dataFolder === null ? undefined : takeDataFolder(options.dataFolder);
  const stores = await openStores(deps);
  const stack = stackOf(deps, stores, settings);
  const { createHandlers } = await deps.product;
  const serving = await serve(options, stack, createHandlers(stack));
  return {
    url: serving.url,
    queueUrl: stack.queueUrl,
    dynamoDbEndpoint: stores.dynamoDb.endpoint,
    providers: settings.providers,
    died: Promise.race([
      stores.dynamoDb.died.then(() => 'The embedded DynamoDB has ended, and nothing can be recorded without it.'),
      stores.sqs.died.then(() => 'The embedded SQS has ended, and nothing can be taken in without it.'),
    ]),
    stop: async () => {
      await serving.stop();
      await Promise.all([stores.sqs.stop(), stores.dynamoDb.stop()]);
      folder?.release();
    },
  };
};

type Stores = Awaited<ReturnType<typeof openStores>>;

const openStores = async ({ options, projectRoot, product }: StartDeps) => {
  const tables = product.then((loaded) => loaded.tables);
  const [dynamoDb, sqs] = await Promise.all([openDynamoDb({ ...options, projectRoot }, tables), openSqs({ ...options, projectRoot })]);
  return { dynamoDb, sqs };
};

const stackOf = ({ options, tell }: StartDeps, { dynamoDb, sqs }: Stores, settings: Settings): Stack => ({
  dynamoDb: dynamoDb.client,
  sqs: sqs.client,
  queueUrl: sqs.queueUrl,
  deadLetterQueueUrl: sqs.deadLetterQueueUrl,
  secrets: createSecretSource({ load: secretLoader(options.secretsFile), clock }),
  settings,
  log: createLog({ write: tell, clock }),
  clock,
});

/** Takes requests and messages from here on. Stops from the outside in: what was answered 200 is stored before a store may close. */
const serve = async (options: LocalOptions, { sqs, queueUrl, log }: Stack, handlers: Handlers) => {
  const onRequest = options.secretsFile === undefined ? { onRequest: warnOfTunnel((message) => log.warn(message)) } : {};
  const { first, turn } = createPrecedence();
  const ingest = new Map([...handlers.ingest].map(([id, door]): [string, IngestHandler] => [id, (event) => first(() => door(event))]));
  const front = createHttpFront({ ...handlers, ingest, clock, ...onRequest });
  const port = await listenOn(front, options.port, 'PORT');
  const poller = startQueuePoller({ client: sqs, queueUrl, handler: handlers.processor, turn, log });
  const sweeping = startSweeping(handlers.sweep, log);
  const stop = async (): Promise<void> => {
    await close(front);
    await Promise.all([poller.stop(), sweeping.stop()]);
  };
  return { url: `http://${LOCALHOST}:${port}`, stop };
};

const secretLoader = (file: string | undefined) => (file === undefined ? loadFromObject(BUILT_IN_SECRETS) : loadFromFile(file));

const CLOSE_WITHIN_MS = 1_000;

/** Resolves when every request under way has been answered, or was given up. */
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
  });
