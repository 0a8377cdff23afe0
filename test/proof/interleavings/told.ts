import { customerKey } from '../../../functions/domain/keys.ts';
import type { PaymentEvent, RefundEvent } from '../../../functions/domain/ledger-event.ts';
import { aCustomer, aPayment, aRefund, at, INVOICE } from '../../support/ledger-events.ts';
import { processes } from './actor.ts';

/* What the protocols tell: two payments of one customer of the provider, or of one invoice. */

export const CUS = 'stripe:customer:cus_1';
export const A = 'stripe:charge:ch_a';
export const B = 'stripe:charge:ch_b';
export const globex = customerKey('globex');
export const acme = customerKey('acme');

type PaymentOver = Omit<NonNullable<Parameters<typeof aPayment>[0]>, 'second'>;

export const paid = (id: string, second: number, over: PaymentOver = {}): PaymentEvent =>
  aPayment({ key: `stripe:charge:${id}`, second, paidAt: at(second), id: `evt_${id}`, candidates: { links: [CUS] }, ...over });
export const onInvoice = (id: string, second: number, over: PaymentOver = {}): PaymentEvent =>
  paid(id, second, { standsFor: [INVOICE], candidates: { explicit: acme, links: [] }, ...over });
export const refundOfInvoice = (second: number): RefundEvent =>
  aRefund({ target: { item: 'recurly:refund:re_1', refs: [INVOICE] }, second, id: 'evt_refund', minor: 100 });
export const known = (key: string) => processes(`knows ${key}`, aCustomer({ key, links: [], id: `evt_${key}` }));
