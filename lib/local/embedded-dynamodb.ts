import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPort, LOCALHOST } from './free-port.ts';
import { type GuardedProcess, startGuarded } from './guarded-process.ts';
import { StartError } from './start-error.ts';

export type EmbeddedDynamoDb = { readonly endpoint: string; readonly died: Promise<string>; readonly stop: () => Promise<void> };

/** It takes some milliseconds, and very long only where a machine has much else to do. */
const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 5;

/**
 * Starts a DynamoDB that keeps its tables in the folder, or in memory without one. Throws a `StartError`.
 * @see https://github.com/nubo-db/dynoxide
 */
export const startDynamoDb = async (options: {
  readonly projectRoot: string;
  readonly port: number;
  readonly dataFolder: string | null;
}): Promise<EmbeddedDynamoDb> => {
  const binary = dynamoDbBinary(options.projectRoot);
  const port = await findPort(options.port, 'DYNAMODB_PORT');
  const storage = options.dataFolder === null ? [] : ['--db-path', join(options.dataFolder, 'dynamodb.db')];
  const database = startGuarded(options.projectRoot, binary, ['--host', LOCALHOST, '--port', String(port), ...storage]);
  await waitUntilReady(database, port);
  return { endpoint: `http://${LOCALHOST}:${port}`, died: database.died, stop: database.stop };
};

/** The program for this platform, as npm installed it. */
const dynamoDbBinary = (projectRoot: string): string => {
  const platform = `${process.platform}-${process.arch}`;
  const name = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  const path = join(projectRoot, 'node_modules', '@dynoxide', platform, name);
  if (existsSync(path)) return path;
  throw new StartError(
    `There is no embedded DynamoDB for ${platform} in node_modules; run npm ci again, or start a DynamoDB Local and set AWS_ENDPOINT_URL_DYNAMODB to its URL.`,
  );
};

const waitUntilReady = async (database: GuardedProcess, port: number): Promise<void> => {
  let told: string | undefined;
  void database.died.then((text) => {
    told = text;
  });
  for (const startedAt = Date.now(); Date.now() - startedAt < READY_WITHIN_MS; await sleep(LOOK_EVERY_MS)) {
    if (told !== undefined) throw new StartError(`The embedded DynamoDB did not start: ${told || 'it gave no reason'}.`);
    if (await accepts(port)) return;
  }
  await database.stop();
  throw new StartError(`The embedded DynamoDB did not start within ${READY_WITHIN_MS / 1_000} s.`);
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, LOCALHOST, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
