import { createGroupCommit, type GroupCommit } from './group-commit.ts';

/** What an embedded SQS holds its messages in. */
export type SqsStores = {
  readonly stores: NonNullable<NonNullable<Parameters<typeof import('fauxqs').buildApp>[0]>['stores']>;
  /** Resolves when what was written so far outlives this process. */
  readonly settled: GroupCommit['settled'];
  readonly close: () => Promise<void>;
};

/**
 * The stores as `startFauxqs` wires them, which itself cannot be used: it listens on every interface. They are not exported, hence
 * the paths. Persistence comes in after loading, or loading would write everything again.
 */
export const openSqsStores = async (dataFolder: string | null): Promise<SqsStores> => {
  const [{ SqsStore }, { SnsStore }, { S3Store }] = await Promise.all([
    import('../../node_modules/fauxqs/dist/sqs/sqsStore.js'),
    import('../../node_modules/fauxqs/dist/sns/snsStore.js'),
    import('../../node_modules/fauxqs/dist/s3/s3Store.js'),
  ]);
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  if (dataFolder === null) return { stores, settled: async () => {}, close: async () => {} };
  const { persistence, settled } = await openPersistence(dataFolder);
  persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  stores.sqsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) {
    queue.persistence = persistence;
    // Whoever received these is gone with the process that ran then: nobody need wait for a timeout.
    for (const received of queue.inflightMessages.values()) received.visibilityDeadline = 0;
  }
  const close = async (): Promise<void> => {
    await settled();
    persistence.close();
  };
  return { stores, settled, close };
};

/** A file of SQLite that is synced at each commit. Each message is written three times (sent, received, deleted), so they share commits. */
const openPersistence = async (dataFolder: string) => {
  const { PersistenceManager } = await import('../../node_modules/fauxqs/dist/persistence.js');
  class GroupedPersistence extends PersistenceManager {
    readonly group = createGroupCommit(this['db']);

    override insertMessage(...written: Parameters<InstanceType<typeof PersistenceManager>['insertMessage']>): void {
      this.group.join();
      super.insertMessage(...written);
    }

    override deleteMessage(messageId: string): void {
      this.group.join();
      super.deleteMessage(messageId);
    }

    override updateMessageInflight(...written: Parameters<InstanceType<typeof PersistenceManager>['updateMessageInflight']>): void {
      this.group.join();
      super.updateMessageInflight(...written);
    }
  }
  const persistence = new GroupedPersistence(dataFolder);
  return { persistence, settled: persistence.group.settled };
};
