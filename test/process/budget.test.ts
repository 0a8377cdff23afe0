import { readFileSync } from 'node:fs';
import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import type { Delivery } from '../../functions/ingest/delivery.ts';
import type { Consumed } from '../../functions/ledger/dynamo/capacity.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { readingSettings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { providers } from '../../functions/providers/all.ts';
import { testkit as recurly } from '../../functions/providers/recurly/testkit.ts';
import { testkit as stripe } from '../../functions/providers/stripe/testkit.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';
import { UNITS } from '../../lib/cost/measured.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { randomFill } from '../support/genuine/fill.ts';
import { stripeBodies } from '../support/genuine/stripe.ts';
import { aCustomer } from '../support/ledger-events.ts';
import { plainBody, plainProvider } from '../support/plain-provider.ts';
import { aDelivery, createTestProcessor } from '../support/processor.ts';

const CUSTOMER = '5e0c1b3a-8f27-4c55-9b1e-1f4f0a7d92c3';
const at = new Date('2026-01-05T12:00:00Z');

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

/** A processor over DynamoDB that tells what a step took. The customer is known, and the ledger is past its very first payment. */
const warm = async () => {
  const consumed: Consumed[] = [];
  const tables = await dynamo.createTables();
  const ledger = createDynamoLedger({ client: dynamo.client, tables, onConsumed: (one) => consumed.push(one) });
  const plain = createTestProcessor(ledger, { providers: plainProviders });
  await plain.processDelivery(aDelivery(plainBody('evt_0', [aCustomer({ key: CUSTOMER, links: ['stripe:customer:cus_RExample0001'] })])));
  const { processDelivery } = createTestProcessor(ledger, { providers });
  await processDelivery(paymentOf(stripe, '0'));
  const units = (kind: Consumed['kind']) => consumed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.units, 0);
  return async (delivery: Delivery) => {
    consumed.length = 0;
    const outcome = await processDelivery(delivery);
    return { outcome, write: units('write'), read: units('read') };
  };
};

const plainProviders = Object.fromEntries(PROVIDER_IDS.map((id) => [id, plainProvider])) as Record<ProviderId, typeof plainProvider>;

const paymentOf = ({ provider, payment }: Testkit, id: string): Delivery => {
  const ids = { eventId: `evt_3PqRs7LkdIwHu7ix0E4f5G6${id}`, paymentId: `ch_3PqRs7LkdIwHu7ix0A1b2C3${id}` };
  const body = payment({ ...ids, minor: 4900, customerKey: CUSTOMER, at });
  return aDelivery(body, { provider: provider.id, settings: readingSettings(LOCAL_DEFAULTS, provider.id) });
};

const fixture = (name: string): Buffer => readFileSync(`functions/providers/stripe/fixtures/${name}.json`);

/** A charge as Stripe sends it, with ids as long as genuine ones, of the customer that the fixtures are of, who is known by a link. */
const CHARGE = Buffer.from(
  stripeBodies['charge.succeeded'](randomFill(1))
    .toString()
    .replace(/cus_\w+/, 'cus_RExample0001')
    .replace(/"metadata": \{[^}]*\}/, '"metadata": {\n      }'),
);
const IGNORED = stripeBodies['payment_intent.succeeded'](randomFill(2));

describe('the budget of request units', () => {
  it('is 3 write and 3 read units for a first payment whose customer is known', async () => {
    const process = await warm();
    expect(CHARGE.length).toBeGreaterThan(3_500);
    expect(UNITS.payment).toEqual({ write: 3, read: 3 });
    expect(await process(aDelivery(CHARGE))).toEqual({ outcome: 'recorded', ...UNITS.payment });
  });

  it('is one more of each where the payment stands for an invoice', async () => {
    const process = await warm();
    expect(await process(paymentOf(recurly, '1'))).toEqual({ outcome: 'recorded', ...UNITS.invoicePayment });
  });

  it('is 1 read unit and no write for a duplicate', async () => {
    const process = await warm();
    await process(aDelivery(CHARGE));
    expect(UNITS.duplicate).toEqual({ write: 0, read: 1 });
    expect(await process(aDelivery(CHARGE))).toEqual({ outcome: 'duplicate', ...UNITS.duplicate });
  });

  it('is that of its record for an event that means nothing to the ledger', async () => {
    const process = await warm();
    expect(await process(aDelivery(IGNORED))).toEqual({ outcome: 'ignored', ...UNITS.ignored });
  });

  it('is known for a refund, and for a subscription that changes', async () => {
    const process = await warm();
    await process(aDelivery(fixture('charge_succeeded')));
    expect(await process(aDelivery(fixture('charge_refunded')))).toEqual({ outcome: 'recorded', ...UNITS.refund });
    await process(aDelivery(fixture('customer_subscription_created')));
    const changed = aDelivery(fixture('customer_subscription_updated'));
    expect(await process(changed)).toEqual({ outcome: 'recorded', ...UNITS.subscription });
  });
});
