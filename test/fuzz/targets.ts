import { readImport } from '../../functions/api/import-rows.ts';
import { decodeSegment } from '../../functions/api/path-segment.ts';
import { ProblemError } from '../../functions/api/problem.ts';
import { DeliveryFormatError, decodeDelivery, encodeDelivery } from '../../functions/ingest/delivery.ts';
import { UnreadablePayloadError } from '../../functions/platform/errors.ts';
import { readDelivery } from '../../functions/process/reading.ts';
import type { ParsedEvent } from '../../functions/providers/provider.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';
import { brokenLaws } from '../contract/provider/laws.ts';
import { paymentOf, refundsOf, unrelatedOf } from '../contract/provider/samples.ts';
import { aParseInput, fixturesOf } from '../support/fixtures.ts';
import { aDelivery } from '../support/processor.ts';
import { testkits } from '../support/testkits.ts';
import { REFUSED, type Target } from './fuzz.ts';

/** The result of a reading, or `REFUSED` when it throws an error of this class. */
const readOr = (refusal: abstract new (...parameters: never[]) => Error, read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    if (error instanceof refusal) return REFUSED;
    throw error;
  }
};

const NOW = new Date('2026-03-01T12:00:00.000Z');

/** As it goes in the product: a mutated body with a genuine proof, so that the door takes it, the queue carries it, the parser reads it. */
const providerTarget = (testkit: Testkit): Target => {
  const { provider, sign, secret } = testkit;
  const through = (body: Buffer): unknown => {
    const { headers, query = {} } = sign(body, secret, NOW);
    if (!provider.verifier.verify({ headers, query, body }, secret, NOW).verified) throw new Error('A genuine proof was refused');
    const queued = decodeDelivery(encodeDelivery(aDelivery(body, { provider: provider.id })));
    const parsed = readOr(UnreadablePayloadError, () => provider.parse(aParseInput(queued.body)));
    const { outcome } = readDelivery(provider, queued);
    if ((parsed === REFUSED) !== (outcome === 'unreadable')) throw new Error(`The processor takes it for ${outcome}`);
    return parsed;
  };
  return {
    name: provider.id,
    bodies: [
      ...fixturesOf(provider.id).map(({ input }) => input.body),
      ...[paymentOf(testkit), ...refundsOf(testkit), unrelatedOf(testkit)],
    ],
    read: through,
    problem: (parsed) => brokenLaws(provider, parsed as ParsedEvent)[0],
  };
};

const HEADER = 'customer_key,amount,currency,key,category_key,product_key,occurred_at,partner_key';
const CSV = [
  `${HEADER}\r\nacme,4900,USD,order-1,plans,gold,2026-01-31T09:30:00Z,pat\r\n`,
  `\ufeff${HEADER}\n"acme, ""inc""",-1,eur,order-2,,,,\n\nacme,5,DZD,"'=1+1",,"two\nlines",,\n`,
  'key,amount,customer_key,currency\norder-3,1,acme,USD\norder-3,1,acme,USD\n',
];

const csvTarget: Target = {
  name: 'csv',
  bodies: CSV.map((text) => Buffer.from(text)),
  read: (body) => readOr(ProblemError, () => readImport(body.toString())),
};

const segmentTarget: Target = {
  name: 'path',
  bodies: ['acme', 'team%2Fone', '~dGVhbS9vbmU', '%E6%97%A5', 'stripe%3Acharge%3Ach_1'].map((text) => Buffer.from(text)),
  read: (body) => {
    const segment = decodeSegment(body.toString('latin1'));
    return 'text' in segment ? segment : REFUSED;
  },
};

const envelopeTarget: Target = {
  name: 'envelope',
  bodies: [Buffer.from('{"id":"1"}'), Buffer.alloc(40_000, 'ab')].map((body) => Buffer.from(encodeDelivery(aDelivery(body)))),
  read: (body) => readOr(DeliveryFormatError, () => decodeDelivery(body.toString()).body.length),
};

/** Everything that reads what somebody else has written, but for the routes of the API, which take a request each. */
export const TARGETS: readonly Target[] = [...testkits.map(providerTarget), csvTarget, segmentTarget, envelopeTarget];
