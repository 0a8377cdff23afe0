import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { testkit } from '../../../functions/providers/stripe/testkit.ts';

/** A payment as Stripe sends it, ready for the wire. */
export type SignedPayment = { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly transactionKey: string };

export type Wanted = {
  readonly count: number;
  /** Makes the ids: other rounds, other payments. */
  readonly round: string;
  readonly customerKeys: readonly string[];
  readonly at: Date;
};

const Template = z.looseObject({ data: z.object({ object: z.looseObject({}) }) });

/** A recorded `charge.succeeded`, of which every event here is a copy with ids, time, customer and metadata of its own. */
const TEMPLATE = 'functions/providers/stripe/fixtures/charge_succeeded_with_keys.json';

/** Stripe takes 500 characters as a value of the metadata; two of them, of any length, make bodies of 2.3 to 3.4 KB. */
const METADATA_CHARACTERS = 500;

/** Payments of 49.00 USD, each of another charge, from all the customers in turn; genuinely signed at that time. */
export const signedPayments = ({ count, round, customerKeys, at }: Wanted): readonly SignedPayment[] => {
  const template = Template.parse(JSON.parse(readFileSync(TEMPLATE, 'utf8')));
  const created = Math.floor(at.getTime() / 1000);
  return Array.from({ length: count }, (_, index) => {
    const id = `${round}${String(index).padStart(6, '0')}`;
    const object = {
      ...template.data.object,
      ...{ id: `ch_${id}`, payment_intent: `pi_${id}`, balance_transaction: `txn_${id}`, created },
      metadata: { customer_key: customerKeys[index % customerKeys.length], ...notes(index) },
    };
    const body = JSON.stringify({ ...template, id: `evt_${id}`, created, data: { object } }, null, 2);
    const { headers = {} } = testkit.sign(Buffer.from(body), testkit.secret, at);
    return { headers: { 'content-type': testkit.contentType, ...headers }, body, transactionKey: testkit.transactionKey(`ch_${id}`) };
  });
};

const notes = (index: number) => {
  const length = (index * 37) % METADATA_CHARACTERS;
  return { order: 'order '.repeat(84).slice(0, length), terms: 'terms '.repeat(84).slice(0, length) };
};
