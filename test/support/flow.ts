import { createIngestHandler } from '../../functions/ingest/create-ingest-handler.ts';
import type { DeliverySender } from '../../functions/ingest/delivery-sender.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { encodeWork } from '../../functions/ledger/work.ts';
import { loadFromObject } from '../../functions/platform/secret-loaders.ts';
import { createSecretSource } from '../../functions/platform/secrets.ts';
import type { Settings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { createProcessorHandler } from '../../functions/process/handler.ts';
import { providers } from '../../functions/providers/all.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';
import { BUILT_IN_SECRETS } from '../../lib/local/built-in-secrets.ts';
import { toSqsEvent } from '../../lib/local/sqs-event.ts';
import { anEvent, NOW } from './ingest.ts';
import { createTestProcessor } from './processor.ts';

type FlowOptions = {
  readonly settings?: Settings;
  readonly clock?: () => Date;
  /** Stands between the door and the queue: what may go wrong there. */
  readonly sending?: (store: (envelope: string) => void) => DeliverySender;
};

const storing: NonNullable<FlowOptions['sending']> = (store) => async (envelope) => store(envelope);

/** The whole way of a webhook, from the door to the ledger, over a queue and a ledger in memory. */
export const aFlow = (options: FlowOptions = {}) => aFlowOver(createMemoryLedger(), options);

/** The same way to any ledger. */
export const aFlowOver = <L extends Ledger>(
  over: L,
  { settings = LOCAL_DEFAULTS, clock = () => NOW, sending = storing }: FlowOptions = {},
) => {
  const messages: string[] = [];
  const store = (text: string): void => void messages.push(text);
  const { ledger, deps } = createTestProcessor(over, {
    providers,
    settings,
    clock,
    work: { send: async (work) => store(encodeWork(work)) },
  });
  const { work, log } = deps;
  const secrets = createSecretSource({ load: loadFromObject(BUILT_IN_SECRETS), clock });
  const processor = createProcessorHandler(deps);

  /** A body that this provider signs now; the status of the answer. */
  const deliver = async ({ provider: { verifier }, secret, sign }: Testkit, body: Buffer): Promise<number | undefined> => {
    const door = createIngestHandler({ verifier, secrets, sender: sending(store), settings, clock, log });
    const { headers, query = {} } = sign(body, secret, clock());
    const answer = await door(anEvent({ path: `/webhooks/${verifier.provider}`, headers, query, body, base64: true }));
    return answer.statusCode;
  };

  /** Hands over batches until the queue is empty. */
  const drain = async (): Promise<void> => {
    while (messages.length > 0) {
      const batch = messages.splice(0, 10).map((Body, index) => ({ MessageId: `message-${index}`, Body }));
      const { batchItemFailures } = await processor(toSqsEvent(batch), { getRemainingTimeInMillis: () => 30_000 });
      if (batchItemFailures.length > 0) throw new Error('A message failed');
    }
  };
  return { ledger, work, messages, deliver, drain };
};
