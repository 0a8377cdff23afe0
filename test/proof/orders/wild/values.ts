import { fc } from '../../../support/properties.ts';

/** Few values, so that events meet in one row and at one time. */
export const few = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
export const second = fc.integer({ min: 0, max: 6 });
export const customerKey = few('acme', 'globex', 'umbra');

/** Each key now and then. */
export const metadata = fc.record(
  { customer_key: customerKey, partner_key: few('pat', 'kim'), product_key: few('basic', 'pro') },
  { requiredKeys: [] },
);
