import type { LedgerEvent } from '../../../functions/domain/ledger-event.ts';
import type { ReadingSettings } from '../../../functions/platform/settings.ts';
import { parse } from '../../../functions/providers/stripe/parse.ts';

export const CHARGES: ReadingSettings = { recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept' };
export const INVOICES: ReadingSettings = { ...CHARGES, recordFrom: 'invoices' };

export const AT = 1_767_225_601;

type Json = Readonly<Record<string, unknown>>;

/** An event of the present API version around an object; `over` changes the event itself. */
export const anEvent = (type: string, object: Json, over: Json = {}): Json => ({
  id: 'evt_1',
  object: 'event',
  api_version: '2025-03-31.basil',
  created: AT,
  data: { object },
  livemode: true,
  type,
  ...over,
});

export const aCharge = (over: Json = {}): Json => ({
  id: 'ch_1',
  object: 'charge',
  amount: 500,
  amount_captured: 500,
  amount_refunded: 0,
  captured: true,
  created: AT - 1,
  currency: 'usd',
  customer: 'cus_1',
  metadata: {},
  payment_intent: 'pi_1',
  refunded: false,
  status: 'succeeded',
  ...over,
});

export const aSubscription = (over: Json = {}): Json => ({
  id: 'sub_1',
  object: 'subscription',
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  customer: 'cus_1',
  items: { data: [{ id: 'si_1', price: { id: 'price_1' }, quantity: 1, current_period_start: AT, current_period_end: AT + 1000 }] },
  metadata: {},
  pause_collection: null,
  status: 'active',
  ...over,
});

export const read = (body: string | Buffer | Json, settings: ReadingSettings = CHARGES) => {
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  return parse({ body: bytes, headers: {}, receivedAt: new Date(AT * 1000), settings });
};

export const readCharge = (over: Json, event: Json = {}, settings: ReadingSettings = CHARGES) =>
  read(anEvent('charge.updated', aCharge(over), event), settings);

/** The only fact of a kind among them. */
export const only = <K extends LedgerEvent['kind']>(kind: K, events: readonly LedgerEvent[]): Extract<LedgerEvent, { kind: K }> => {
  const found = events.filter((event): event is Extract<LedgerEvent, { kind: K }> => event.kind === kind);
  const [fact] = found;
  if (fact === undefined || found.length > 1) throw new Error(`${found.length} facts of kind ${kind}`);
  return fact;
};
