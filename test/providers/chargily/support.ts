import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import type { ReadingSettings } from '../../../functions/platform/settings.ts';
import { chargily } from '../../../functions/providers/chargily/index.ts';
import type { ParsedEvent } from '../../../functions/providers/provider.ts';

export type Settings = Partial<ReadingSettings>;

export const parse = (body: string | Buffer, settings: Settings = {}): ParsedEvent =>
  chargily.parse({
    body: Buffer.from(body),
    headers: {},
    receivedAt: new Date('2026-01-02T03:04:05.000Z'),
    settings: { recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept', ...settings },
  });

/** The error that reading the body ends in; fails when the body can be read, or when it is another error. */
export const unreadable = (body: string | Buffer): UnreadablePayloadError => {
  try {
    parse(body);
  } catch (error) {
    if (error instanceof UnreadablePayloadError) return error;
    throw error;
  }
  throw new Error('The body could be read');
};

type Fields = Readonly<Record<string, unknown>>;

/** A checkout of 2,500 dinars that was paid and names its customer. A field that is `undefined` is left out. */
export const aCheckout = (checkout: Fields = {}, fields: Fields = {}): string =>
  JSON.stringify({
    id: 'event-1',
    entity: 'event',
    livemode: 'false',
    type: 'checkout.paid',
    data: { id: 'checkout-1', amount: 2500, status: 'paid', metadata: { customer_key: 'acme' }, created_at: 1767225500, ...checkout },
    created_at: 1767225600,
    ...fields,
  });
