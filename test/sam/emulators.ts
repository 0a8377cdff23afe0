import { connect, createServer, type Server, type Socket } from 'node:net';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createTableInputs } from '../../functions/ledger/create-table-inputs.ts';
import { LOCAL_TABLE_NAMES } from '../../functions/ledger/tables.ts';
import { localOptionsFrom } from '../../lib/local/options.ts';
import { openDynamoDb, openSqs } from '../../lib/local/stores.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';
import type { Endpoints } from './environment.ts';
import { createSecretsManager } from './secrets-manager.ts';

export type Emulators = {
  readonly endpoints: Endpoints;
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly stop: () => Promise<void>;
};

/** The laptop's own stores, empty, in memory, and the secrets, for functions that reach this machine at `address`. */
export const startEmulators = async (address: string): Promise<Emulators> => {
  const options = localOptionsFrom({ DATA_DIR: 'memory' });
  const tables = Promise.resolve(createTableInputs(LOCAL_TABLE_NAMES));
  const [dynamoDb, sqs] = await Promise.all([
    openDynamoDb({ ...options, projectRoot: PROJECT_ROOT }, tables),
    openSqs({ ...options, projectRoot: PROJECT_ROOT }),
  ]);
  const doors = [relayTo(dynamoDb.endpoint), relayTo(sqs.endpoint), createSecretsManager()] as const;
  const [dynamoDbUrl, sqsUrl, secretsManagerUrl] = await Promise.all([
    listenAt(doors[0], address),
    listenAt(doors[1], address),
    listenAt(doors[2], address),
  ]);
  return {
    endpoints: { dynamoDb: dynamoDbUrl, sqs: sqsUrl, secretsManager: secretsManagerUrl },
    sqs: sqs.client,
    queueUrl: sqs.queueUrl,
    stop: async () => {
      for (const door of doors) door.close();
      await Promise.all([dynamoDb.stop(), sqs.stop()]);
    },
  };
};

const listenAt = (server: Server, host: string): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const at = server.address();
      resolve(`http://${host}:${typeof at === 'object' ? at?.port : at}`);
    });
  });

/** The stores listen on 127.0.0.1 alone, where no container comes: whatever comes in here goes on to there. */
const relayTo = (endpoint: string): Server => {
  const { port, hostname } = new URL(endpoint);
  const open = new Set<Socket>();
  const server = createServer((outside) => {
    const inside = connect(Number(port), hostname);
    for (const socket of [outside, inside]) {
      open.add(socket);
      // Without a listener an error would end this process; a close follows it.
      socket.on('error', () => {});
      socket.once('close', () => {
        open.delete(socket);
        outside.destroy();
        inside.destroy();
      });
    }
    outside.pipe(inside).pipe(outside);
  });
  const close = server.close.bind(server);
  server.close = (told) => {
    for (const socket of open) socket.destroy();
    return close(told);
  };
  return server;
};
