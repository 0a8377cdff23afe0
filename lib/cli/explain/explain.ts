import type { ApiClient } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import { type CommandOf, createCommand } from '../command.ts';
import type { Paint } from '../terminal.ts';
import { listWaitingFor } from '../waiting.ts';
import { awaitedText } from './explain-awaited.ts';
import { customerText, readCustomerStory } from './explain-customer.ts';
import { eventText, readEventStory } from './explain-event.ts';
import { readSubscriptionStory, subscriptionText } from './explain-subscription.ts';
import { readTransactionStory, transactionText } from './explain-transaction.ts';
import { type Found, findAll } from './find.ts';

/** The story behind a key: what came when, what it changed, what it waits for, why it is not counted. */
export const explainCommand: CommandOf = ({ api, terminal }) =>
  createCommand('explain', {
    description: 'tells the story of an event, a transaction, a subscription or a customer, and why something is not counted',
    example: 'hookledger explain stripe:charge:ch_1\n  hookledger explain stripe:evt_1\n  hookledger explain acme',
  })
    .argument('<key>', 'an event, a transaction, a subscription or a customer')
    .action(async (key, { json }) => {
      const found = await findAll(api(), key);
      const stories =
        found.length > 0 ? await Promise.all(found.map((one) => tell(api(), one, terminal.paint))) : await tellAwaited(api(), key);
      if (json) return terminal.printJson(stories.map(({ data }) => data));
      terminal.print(stories.map(({ text }) => text).join('\n\n'));
    });

type Story = { readonly text: string; readonly data: unknown };

const tell = async (api: ApiClient, found: Found, paint: Paint): Promise<Story> => {
  switch (found.kind) {
    case 'event': {
      const story = await readEventStory(api, found.event);
      return { text: eventText(story, paint), data: { kind: found.kind, ...story } };
    }
    case 'transaction': {
      const story = await readTransactionStory(api, found.transaction);
      return { text: transactionText(story, paint), data: { kind: found.kind, ...story } };
    }
    case 'subscription': {
      const story = await readSubscriptionStory(api, found.subscription);
      return { text: subscriptionText(story, paint), data: { kind: found.kind, ...story } };
    }
    case 'customer': {
      const story = await readCustomerStory(api, found.customer);
      return { text: customerText(story), data: { kind: found.kind, ...story } };
    }
    default:
      return found satisfies never;
  }
};

/** A key that nobody has named may still be waited for, and a refund may wait under a key of its own. Throws when neither is so. */
const tellAwaited = async (api: ApiClient, key: string): Promise<readonly Story[]> => {
  const rows = await listWaitingFor(api, [key]);
  if (rows.length === 0) throw new CliError(`There is no event, transaction, subscription or customer ${key}, and nothing waits for it.`);
  return [{ text: awaitedText(key, rows), data: { kind: 'waiting', key, rows } }];
};
