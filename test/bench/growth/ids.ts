import { createHash } from 'node:crypto';
import { type CustomerKey, customerKey, partnerKey } from '../../../functions/domain/keys.ts';

/*
 * Ids as long and as random as the genuine ones, since both decide how small a row is packed; the same number is always the same id.
 */

const idOf = (prefix: string, serial: number, length: number): string =>
  prefix + createHash('sha256').update(`${prefix}${serial}`).digest('base64url').replaceAll(/[-_]/g, 'x').slice(0, length);

export const chargeId = (serial: number): string => idOf('ch_3', serial, 23);
export const eventId = (serial: number): string => idOf('evt_3', serial, 23);
export const intentId = (serial: number): string => idOf('pi_3', serial, 23);
/** The provider's own id of a customer, by which its payments name it. */
export const stripeCustomer = (customer: number): string => idOf('cus_', customer, 14);
/** The team's key of the same customer. */
export const customerOf = (customer: number): CustomerKey => customerKey(idOf('', customer, 36));

/** Who referred all the customers of a ledger but those who have a partner of their own. */
export const PARTNER = partnerKey('partner-of-many');
