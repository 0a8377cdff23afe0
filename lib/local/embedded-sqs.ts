import { findPort, LOCALHOST } from './free-port.ts';
import { openSqsStores } from './sqs-stores.ts';

export type EmbeddedSqs = { readonly endpoint: string; readonly stop: () => Promise<void> };

/**
 * Starts an SQS in this thread that keeps its messages in the folder, or in memory without one. It answers when what it did is kept.
 * @see https://github.com/kibertoad/fauxqs
 */
export const startSqs = async (options: { readonly port: number; readonly dataFolder: string | null }): Promise<EmbeddedSqs> => {
  const [{ buildApp }, { stores, settled, close }, port] = await Promise.all([
    import('fauxqs'),
    openSqsStores(options.dataFolder),
    findPort(options.port, 'SQS_PORT'),
  ]);
  const app = buildApp({ logger: false, stores });
  app.addHook('onSend', async () => settled());
  app.addHook('onClose', close);
  await app.listen({ host: LOCALHOST, port });
  return { endpoint: `http://${LOCALHOST}:${port}`, stop: () => app.close() };
};
