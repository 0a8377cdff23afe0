import type { Delivery } from '../../../functions/ingest/delivery.ts';
import { readingSettings } from '../../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { testkits } from '../../support/testkits.ts';
import { chargeOf, customerOf, deliveryOf } from './deliveries.ts';
import type { MeasuredProcessor, Processors } from './measured-processor.ts';

/** A processor that has heard of each provider: what is noted and asked once a minute, or once at all, is no part of what an event takes. */
export const warm = async ({ create }: Processors, recordFrom: 'charges' | 'invoices' = 'charges'): Promise<MeasuredProcessor> => {
  const processor = await create();
  await processor.batch([customerOf(99), ...UNRELATED]);
  const first = chargeOf('the first', 99);
  await processor.batch([{ ...first, settings: { ...first.settings, recordFrom } }]);
  await processor.batch([deliveryOf({ name: 'invoice_paid_with_payments', seed: 'the first', recordFrom })]);
  await processor.drain();
  return processor;
};

const UNRELATED: readonly Delivery[] = testkits.map(({ provider: { id }, unrelated }) => ({
  provider: id,
  receivedAt: new Date(0),
  headers: {},
  settings: readingSettings(LOCAL_DEFAULTS, id),
  body: unrelated({ eventId: '1', at: new Date(0) }),
}));
