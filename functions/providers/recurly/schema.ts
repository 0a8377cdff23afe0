import * as z from 'zod';
import { customerKey, keyProblem } from '../../domain/keys.ts';
import { idText, optionalId } from '../../platform/payload.ts';

const accountCode = z
  .string()
  .nullish()
  .transform((text) => text || undefined)
  .refine((text) => text === undefined || keyProblem(text) === undefined, 'cannot be a customer key')
  .transform((text) => (text === undefined ? undefined : customerKey(text)));

const minor = z
  .string()
  .regex(/^[0-9]+$/, 'is no whole number of digits')
  .transform(Number)
  .refine(Number.isSafeInteger, 'is too large');

const timeText = z.iso.datetime({ offset: true, error: 'is no time' });
const time = timeText.transform((text) => Date.parse(text));

/**
 * `undefined` when the element is not there (it tells nothing), `null` when it says "none": by `nil="true"`, or by holding
 * nothing but blanks.
 */
const toldOrNone = <T>(schema: z.ZodType<T, string>) =>
  z
    .string()
    .nullish()
    .transform((text) => (text?.trim() === '' ? null : text))
    .pipe(schema.nullish());

/** A text for people to read. Whatever it looks like, it must not hold up money: what cannot be read is absent. */
const label = z
  .union([z.string(), z.object({ '#text': z.string() }).transform((broken) => broken['#text'])])
  .transform((text) => text.trim() || undefined)
  .optional()
  .catch(undefined);

const account = z
  .object({
    account_code: accountCode,
    email: label,
    first_name: label,
    last_name: label,
    company_name: label,
  })
  .optional();
export type Account = z.infer<typeof account>;

/** The ids of an invoice's subscriptions: a list by `type="array"`, or without it one or many elements under one name. */
const subscriptionIds = z
  .union([
    z.union([z.null(), z.literal('')]).transform(() => []),
    z.array(idText),
    z.object({ subscription_id: z.union([idText.transform((id) => [id]), z.array(idText)]) }).transform((ids) => ids.subscription_id),
  ])
  .optional();

const transaction = z.object({
  id: idText,
  invoice_number: optionalId,
  subscription_id: optionalId,
  subscription_ids: subscriptionIds,
  action: toldOrNone(z.string()),
  date: time,
  amount_in_cents: minor,
  status: z.string().min(1),
  test: toldOrNone(z.string()).transform((text) => text === 'true'),
});
export type Transaction = z.infer<typeof transaction>;

const subscription = z.object({
  uuid: idText,
  plan: z.object({ plan_code: toldOrNone(z.string()) }).optional(),
  state: z.string().min(1),
  quantity: toldOrNone(minor),
  activated_at: toldOrNone(time),
  canceled_at: toldOrNone(time),
  expires_at: toldOrNone(time),
  current_period_started_at: toldOrNone(time),
  current_period_ends_at: toldOrNone(time),
  trial_started_at: toldOrNone(time),
  trial_ends_at: toldOrNone(time),
});
export type Subscription = z.infer<typeof subscription>;

/** The three shapes of XML notification that we read; each field is one that a fact comes from. */
export const transactionNotification = z.object({ account, transaction });
export const subscriptionNotification = z.object({ account, subscription });
export const accountNotification = z.object({ account, subscription: subscription.optional() });

/** A thin JSON notification: it names an object (`id` is the object's) and what happened to it, and no amount. */
export const jsonNotification = z.object({
  object_type: idText,
  event_type: idText,
  id: idText.optional(),
  event_time: timeText.optional(),
});
export type JsonNotification = z.infer<typeof jsonNotification>;
