import { findPort, LOCALHOST } from './free-port.ts';

export type EmbeddedSqs = { readonly endpoint: string; readonly stop: () => Promise<void> };

/**
 * Starts an SQS in this process that keeps its messages in the folder, or in memory without one.
 * @see https://github.com/kibertoad/fauxqs
 */
export const startSqs = async (options: { readonly port: number; readonly dataFolder: string | null }): Promise<EmbeddedSqs> => {
  const [{ buildApp }, stores, port] = await Promise.all([
    import('fauxqs'),
    openStores(options.dataFolder),
    findPort(options.port, 'SQS_PORT'),
  ]);
  const app = buildApp({ logger: false, stores: stores.stores });
  app.addHook('onClose', async () => stores.close());
  await app.listen({ host: LOCALHOST, port });
  return { endpoint: `http://${LOCALHOST}:${port}`, stop: () => app.close() };
};

/**
 * The stores as `startFauxqs` wires them, which itself cannot be used: it listens on every interface. They are not exported, hence
 * the paths. Persistence comes in after loading, or loading would write everything again.
 */
const openStores = async (dataFolder: string | null) => {
  const [{ SqsStore }, { SnsStore }, { S3Store }] = await Promise.all([
    import('../../node_modules/fauxqs/dist/sqs/sqsStore.js'),
    import('../../node_modules/fauxqs/dist/sns/snsStore.js'),
    import('../../node_modules/fauxqs/dist/s3/s3Store.js'),
  ]);
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  if (dataFolder === null) return { stores, close: () => {} };
  const { PersistenceManager } = await import('../../node_modules/fauxqs/dist/persistence.js');
  const persistence = new PersistenceManager(dataFolder);
  persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  stores.sqsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) {
    queue.persistence = persistence;
    // Whoever received these is gone with the process that ran then: nobody need wait for a timeout.
    for (const received of queue.inflightMessages.values()) received.visibilityDeadline = 0;
  }
  return { stores, close: () => persistence.close() };
};
