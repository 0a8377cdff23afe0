import type { PaymentEvent, PaymentState, RefundFigureEvent, Target } from '../../domain/ledger-event.ts';
import { type Keys, readKeys } from '../../platform/metadata.ts';
import { readPayload } from '../../platform/payload.ts';
import { type Context, candidates, ignored, keysOf, type Reader, type Reading, recorded, referralIn, stripeKey } from './event.ts';
import { isoMinor, isoMoney } from './money.ts';
import { type Charge, chargeEvent } from './schema.ts';
import { targetOf } from './target.ts';
import { uncapturedIn } from './uncaptured.ts';

/** Every `charge.*` event carries the whole charge, so its fields decide and not the event's name. */
export const readCharge: Reader = (event, context) => {
  const { object: charge, previous_attributes: previous } = readPayload(chargeEvent, event).data;
  const figureChanged = previous?.amount_refunded !== undefined;
  return context.settings.recordFrom === 'charges' ? asPayment(charge, figureChanged, context) : ofInvoice(charge, figureChanged, context);
};

const asPayment = (charge: Charge, figureChanged: boolean, context: Context): Reading => {
  const keys = readKeys(charge.metadata);
  const figure = figureOf(charge, figureChanged, { transaction: stripeKey('charge', charge.id) }, context);
  return recorded([...referralIn(keys, context.version), paymentOf(charge, keys, context), ...figure], keys.unknownWords);
};

/**
 * Where invoices are the payments, a charge tells only what was refunded and who referred the customer: its state would mix up
 * attempts that share a payment intent.
 */
const ofInvoice = (charge: Charge, figureChanged: boolean, context: Context): Reading => {
  if (charge.invoice === null) return ignored('not an invoice payment');
  const target = charge.invoice === undefined ? itemOf(charge) : { transaction: stripeKey('invoice', charge.invoice) };
  const figure = figureOf(charge, figureChanged, target, context);
  const keys = readKeys(charge.metadata);
  const told = [...referralIn(keys, context.version), ...figure];
  return told.length === 0 ? ignored('the invoice tells') : recorded(told, keys.unknownWords);
};

const itemOf = ({ id, payment_intent }: Charge): Target => targetOf(stripeKey('charge', id), { charge: id, payment_intent }, 'invoices');

const paymentOf = (charge: Charge, keys: Keys, context: Context): PaymentEvent => {
  const state = stateOf(charge);
  return {
    kind: 'payment',
    key: stripeKey('charge', charge.id),
    state,
    amount: isoMoney(charge.amount, charge.currency),
    captured: state === 'succeeded' ? isoMinor(capturedOf(charge), charge.currency) : 0,
    ...(isReleased(charge, context) && { released: true }),
    paidAt: charge.created,
    candidates: candidates(keys.customerKey, keysOf({ customer: charge.customer })),
    ...(keys.productKey !== undefined && { productKey: keys.productKey }),
    ...(keys.categoryKey !== undefined && { categoryKey: keys.categoryKey }),
    version: context.version,
  };
};

const stateOf = ({ status, captured }: Charge): PaymentState => {
  switch (status) {
    case 'failed':
      return 'failed';
    case 'pending':
      return 'unpaid';
    case 'succeeded':
      return captured ? 'succeeded' : 'authorized';
    default:
      return status satisfies never;
  }
};

const capturedOf = ({ captured, amount, amount_captured }: Charge): number => (captured ? (amount_captured ?? amount) : 0);

/** An authorisation that ran out or was cancelled; API versions before 2025-03-31 told that as a full refund. */
const isReleased = ({ captured, refunded }: Charge, { type, beforeBasil }: Context): boolean =>
  !captured && (type === 'charge.expired' || (beforeBasil && refunded === true));

/** What was refunded of the charge so far. A figure of 0 is news only when the event says that it was another before. */
const figureOf = (charge: Charge, figureChanged: boolean, target: Target, context: Context): readonly RefundFigureEvent[] => {
  const { rest, inFigure } = uncapturedIn(charge, capturedOf(charge), context.type);
  const uncaptured = context.beforeBasil || inFigure === 'held' ? rest : 0;
  const figure = charge.amount_refunded;
  if (typeof figure !== 'number' || (figure === 0 && uncaptured === 0 && !figureChanged)) return [];
  return [
    {
      kind: 'refund_figure',
      target,
      charge: charge.id,
      figure: isoMoney(figure, charge.currency),
      uncaptured: isoMinor(uncaptured, charge.currency),
      ...(rest > 0 && inFigure === 'apart' && { uncapturedApart: true }),
      version: context.version,
    },
  ];
};
