import { known } from '../../domain/join.ts';
import { providerKey } from '../../domain/keys.ts';
import type { CustomerEvent, Millis, PaymentEvent, PaymentState } from '../../domain/ledger-event.ts';
import { type Money, minorFromWhole } from '../../domain/money.ts';
import { RANK, type Version } from '../../domain/version.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import { type Keys, readKeys } from '../../platform/metadata.ts';
import { readPayload } from '../../platform/payload.ts';
import type { ParsedEvent } from '../provider.ts';
import { type Checkout, checkoutPayload } from './schema.ts';

/** What the facts of one Chargily event have in common. */
export type ChargilyEvent = { readonly id: string; readonly type: string; readonly occurredAt: Millis };

/** A checkout is a payment from its first event on. Its own status decides what became of it, the event's name only without one. */
export const readCheckout = (event: ChargilyEvent, payload: unknown): Pick<ParsedEvent, 'ledgerEvents' | 'unknownWords'> => {
  const checkout = readPayload(checkoutPayload, payload).data;
  const keys = readKeys(metadataOf(checkout));
  const status = checkout.status ?? event.type.slice('checkout.'.length);
  const unknownWords = STATES.has(status) ? keys.unknownWords : [...keys.unknownWords, status];
  return {
    ledgerEvents: [...referredCustomer(event, keys), paymentEvent(event, checkout, { keys, state: STATES.get(status) ?? 'unpaid' })],
    ...(unknownWords.length > 0 && { unknownWords }),
  };
};

/** Metadata comes back as it was given; one example of the API gives a list, of which a single entry is read. */
const metadataOf = ({ metadata }: Checkout): unknown => (Array.isArray(metadata) && metadata.length === 1 ? metadata[0] : metadata);

/** Everything but `paid` may still be paid: a failed attempt leaves the checkout open for another. */
const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ['paid', 'succeeded'],
  ['pending', 'unpaid'],
  ['processing', 'unpaid'],
  ['failed', 'unpaid'],
  ['canceled', 'unpaid'],
  ['expired', 'unpaid'],
]);

/** The customer of a payment that tells the customer's partner too. No links: payments never claim any. */
const referredCustomer = (event: ChargilyEvent, { customerKey, partnerKey }: Keys): readonly CustomerEvent[] =>
  customerKey === undefined || partnerKey === undefined
    ? []
    : [{ kind: 'customer', customerKey, partnerKey, links: [], from: event.occurredAt, version: versionOf(event) }];

type Read = { readonly keys: Keys; readonly state: PaymentState };

const paymentEvent = (event: ChargilyEvent, checkout: Checkout, { keys, state }: Read): PaymentEvent => {
  const amount = amountOf(checkout);
  return known({
    kind: 'payment' as const,
    key: providerKey('chargily', 'checkout', checkout.id),
    state,
    amount,
    captured: state === 'succeeded' ? amount.minor : 0,
    paidAt: checkout.created_at,
    candidates: known({
      explicit: keys.customerKey,
      links: checkout.customer_id === undefined ? [] : [providerKey('chargily', 'customer', checkout.customer_id)],
    }),
    productKey: keys.productKey,
    categoryKey: keys.categoryKey,
    version: versionOf(event),
  });
};

/** Chargily counts in whole dinars, the ledger in hundredths. */
const amountOf = ({ amount, currency }: Checkout): Money => {
  const minor = minorFromWhole(amount, currency);
  if (minor === undefined) throw new UnreadablePayloadError('The amount of the checkout is too large to be exact');
  return { minor, currency };
};

/** Every event is an update of a checkout that was made before. */
const versionOf = (event: ChargilyEvent): Version => ({ at: event.occurredAt, rank: RANK.updated, id: event.id });
