import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson } from '../../../functions/domain/canonical-json.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../functions/domain/keys.ts';
import { packedRecord } from '../../../functions/ledger/dynamo/record-item.ts';
import type { Ledger, Put } from '../../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { readingSettings } from '../../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { providers } from '../../../functions/providers/all.ts';
import { GENUINE } from '../../support/genuine/bodies.ts';
import { blankFill } from '../../support/genuine/fill.ts';
import { filledAnew, fromFixture } from '../../support/genuine/from-fixture.ts';
import { aDelivery, createTestProcessor } from '../../support/processor.ts';
import { dictionaryText } from './text.ts';

/** Of bodies: what all bodies of a provider have, and nothing that only one has. */
export const bodyDictionary = (provider: ProviderId): string => {
  const shapes = GENUINE.filter((genuine) => genuine.provider === provider).map(({ body }) => body(blankFill).toString());
  return dictionaryText(
    shapes,
    fixturesOf(provider).map((path) => fromFixture(path, blankFill).toString()),
  );
};

/** Of our own JSON: what the processor makes of every fixture. Payments and their records are the commonest. */
export const ledgerDictionary = async (): Promise<string> => {
  const others = await inTurn(PROVIDER_IDS.flatMap((provider) => fixturesOf(provider).map((path) => ({ provider, paths: [path] }))));
  return dictionaryText((await inTurn(COMMON)).map(blank), others.map(blank));
};

type Story = { readonly provider: ProviderId; readonly paths: readonly string[] };

const fixtures = (provider: ProviderId, ...names: readonly string[]): Story => ({
  provider,
  paths: names.map((name) => `${provider}/fixtures/${name}`),
});

/** The commonest last. */
const COMMON: readonly Story[] = [
  fixtures('chargily', 'checkout_paid.json'),
  fixtures('chargify', 'subscription_state_change.form', 'payment_success.form'),
  fixtures('recurly', 'new_subscription.xml', 'successful_payment.xml'),
  fixtures('chargebee', 'subscription_created_items.json', 'payment_succeeded.json'),
  fixtures('stripe', 'customer_subscription_created.json', 'customer_subscription_updated.json'),
  fixtures('stripe', 'charge_succeeded.json', 'charge_dispute_created.json', 'refund_created.json'),
  fixtures('stripe', 'charge_succeeded_with_keys.json'),
];

const inTurn = async (stories: readonly Story[]): Promise<readonly string[]> => {
  const texts: string[] = [];
  for (const story of stories) texts.push(...(await storedTexts(story)));
  return texts;
};

/** Without hashes, ids, numbers and times. */
const blank = (text: string): string => {
  const value: unknown = JSON.parse(text, (name, field: unknown) => (name === 'hash' ? '' : name === 'readings' ? [''] : field));
  return filledAnew(canonicalJson(value), blankFill);
};

const fixturesOf = (provider: ProviderId): readonly string[] =>
  readdirSync(`functions/providers/${provider}/fixtures`)
    .filter((file) => !/\.(expected|input)\.json$/.test(file))
    .map((file) => `${provider}/fixtures/${file}`);

const storedTexts = async ({ provider, paths }: Story): Promise<readonly string[]> => {
  const memory = createMemoryLedger();
  const texts: string[] = [];
  const ledger: Ledger = {
    ...memory,
    write: async (puts) => {
      texts.push(...puts.map(packedText));
      await memory.write(puts);
    },
    writeRecord: async (record, body) => {
      texts.push(canonicalJson(packedRecord(record)));
      await memory.writeRecord(record, body);
    },
  };
  const { processDelivery } = createTestProcessor(ledger, { providers });
  const settings = readingSettings(LOCAL_DEFAULTS, provider);
  for (const path of paths) await processDelivery(aDelivery(readFileSync(`functions/providers/${path}`), { provider, settings }));
  return texts;
};

/** What is packed of an item. */
const packedText = (put: Put): string => {
  const { facts, placed, before } = { placed: undefined, before: undefined, facts: undefined, ...put.item };
  return canonicalJson({ facts, placed, before });
};
