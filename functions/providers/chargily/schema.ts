import * as z from 'zod';
import { idText, isoCurrency, optionalId, optionalText, seconds, wholeAmount } from '../../platform/payload.ts';

/** What an event calls itself, whatever else is wrong with it. */
export const eventName = z
  .object({ id: idText.optional().catch(undefined), type: idText.optional().catch(undefined) })
  .transform(({ id, type }) => ({ eventId: id, eventType: type }));

/** The documented example writes the text "false" where the API's objects have a boolean. */
const flag = z.boolean().or(z.enum(['true', 'false']).transform((text) => text === 'true'));

/** The part that all events share. */
export const eventPayload = z.object({
  id: idText,
  type: idText,
  livemode: flag.nullish(),
  created_at: seconds.nullish(),
});

/** Events carry no currency; the API's objects say `dzd`, the only one that Chargily takes. */
const dinar = z.preprocess(
  (value) => value ?? 'DZD',
  isoCurrency.refine((code) => code === 'DZD', 'is not DZD'),
);

const checkout = z.object({
  id: idText,
  /** Whole dinars. */
  amount: wholeAmount,
  currency: dinar,
  status: optionalText,
  created_at: seconds,
  customer_id: optionalId,
  metadata: z.unknown().optional(),
});

export const checkoutPayload = z.object({ data: checkout });

export type Checkout = z.infer<typeof checkout>;
