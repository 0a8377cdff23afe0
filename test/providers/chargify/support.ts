import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import type { ReadingSettings } from '../../../functions/platform/settings.ts';
import { chargify } from '../../../functions/providers/chargify/index.ts';
import type { ParsedEvent, ParseInput } from '../../../functions/providers/provider.ts';

export const aParseInput = (body: Buffer, settings: Partial<ReadingSettings> = {}): ParseInput => ({
  body,
  headers: {},
  receivedAt: new Date('2026-01-02T03:04:05.000Z'),
  settings: { recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept', ...settings },
});

export const parse = (body: string, settings: Partial<ReadingSettings> = {}): ParsedEvent =>
  chargify.parse(aParseInput(Buffer.from(body), settings));

/** The error that reading the body ends in; fails when the body can be read, or when it is another error. */
export const unreadable = (body: string, settings: Partial<ReadingSettings> = {}): UnreadablePayloadError => {
  try {
    parse(body, settings);
  } catch (error) {
    if (error instanceof UnreadablePayloadError) return error;
    throw error;
  }
  throw new Error('The body could be read');
};

/** Field names as they stand in the body, and their texts; undefined leaves the field out. */
type Fields = Readonly<Record<string, string | undefined>>;

export const form = (fields: Fields): string =>
  Object.entries(fields)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => `${name}=${encodeURIComponent(String(text))}`)
    .join('&');

/** A payment of 29.00 that names its customer. */
export const aPayment = (fields: Fields = {}): string =>
  form({
    id: '241765008',
    event: 'payment_success',
    'payload[site][subdomain]': 'acme-books',
    'payload[subscription][id]': '151',
    'payload[subscription][customer][id]': '146',
    'payload[subscription][customer][reference]': 'acme-42',
    'payload[transaction][id]': '161',
    'payload[transaction][success]': 'true',
    'payload[transaction][amount_in_cents]': '2900',
    'payload[transaction][created_at]': '2016-11-08 16:22:20 -0500',
    ...fields,
  });

/** An active subscription that names its customer. */
export const aSubscription = (fields: Fields = {}): string =>
  form({
    id: '241765030',
    event: 'subscription_state_change',
    'payload[subscription][id]': '151',
    'payload[subscription][state]': 'active',
    'payload[subscription][updated_at]': '2016-11-08 16:22:22 -0500',
    'payload[subscription][customer][id]': '146',
    'payload[subscription][customer][reference]': 'acme-42',
    'payload[subscription][product][id]': '379',
    'payload[subscription][product][handle]': 'basic',
    ...fields,
  });
