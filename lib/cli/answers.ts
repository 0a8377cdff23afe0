import * as z from 'zod';

/**
 * The answers of the API, by the fields that commands use. Fields that are not named here stay, so that `--json` prints an answer as
 * the API gave it.
 */

const customerState = { customer_key: z.string().nullable() };

/** How a row stood in money, before or after an event. */
const moneyStateSchema = z.looseObject({
  ...customerState,
  net_amount: z.int(),
  amount: z.int().nullable(),
  currency: z.string().nullable(),
  status: z.string(),
});
export type MoneyState = z.infer<typeof moneyStateSchema>;

const candidateSchema = z.looseObject({ key: z.string(), known: z.boolean() });
export type Candidate = z.infer<typeof candidateSchema>;

const changeSchema = z.looseObject({ key: z.string(), before: moneyStateSchema.nullable(), after: moneyStateSchema });
export type Change = z.infer<typeof changeSchema>;

export const eventSchema = z.looseObject({
  key: z.string(),
  provider: z.string(),
  type: z.string(),
  occurred_at: z.string().nullable(),
  received_at: z.string(),
  recorded_at: z.string(),
  outcome: z.string(),
  reason: z.string().nullable(),
  rows: z.array(z.string()),
  candidates: z.array(candidateSchema),
  awaiting: z.array(z.string()),
  changes: z.array(changeSchema),
  notes: z.array(z.object({ key: z.string(), reason: z.string() })).default([]),
});
export type Event = z.infer<typeof eventSchema>;

export const transactionSchema = z.looseObject({
  ...customerState,
  key: z.string(),
  partner_key: z.string().nullable(),
  amount: z.int().nullable(),
  refunded_amount: z.int(),
  disputed_amount: z.int(),
  net_amount: z.int(),
  currency: z.string().nullable(),
  status: z.string(),
  archived: z.boolean(),
  occurred_at: z.string().nullable(),
  event_keys: z.array(z.string()),
  /** Told where the row is read alone, and only when there are any. */
  other_currencies: z.array(z.string()).default([]),
});
export type Transaction = z.infer<typeof transactionSchema>;

export const subscriptionSchema = z.looseObject({
  key: z.string(),
  provider: z.string(),
  customer_key: z.string().nullable(),
  plan_key: z.string().nullable(),
  status: z.string().nullable(),
  provider_status: z.string().nullable(),
  quantity: z.number().nullable(),
  components: z.record(z.string(), z.string()),
  current_period_start: z.string().nullable(),
  current_period_end: z.string().nullable(),
  canceled_at: z.string().nullable(),
  occurred_at: z.string(),
  /** Told where the row is read alone. */
  event_keys: z.array(z.string()).default([]),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

export const customerSchema = z.looseObject({
  key: z.string(),
  partner_key: z.string().nullable(),
  partner_conflicts: z.array(z.string()),
  email: z.string().nullable(),
  name: z.string().nullable(),
  provider_keys: z.array(z.string()),
  created_at: z.string(),
  deleted: z.boolean().optional(),
});
export type Customer = z.infer<typeof customerSchema>;

export const waitingRowSchema = z.looseObject({
  key: z.string(),
  kind: z.string(),
  amount: z.int().nullable(),
  currency: z.string().nullable(),
  since: z.string(),
  candidates: z.array(candidateSchema),
  event_keys: z.array(z.string()),
});
export type WaitingRow = z.infer<typeof waitingRowSchema>;
