import { customerKey } from '../../functions/domain/keys.ts';
import type { LedgerEvent, SubscriptionStatus } from '../../functions/domain/ledger-event.ts';
import { aCustomer, aDispute, aFigure, anAlias, aPayment, aRefund, aSubscription, at, INVOICE } from './ledger-events.ts';

const CUS = 'stripe:customer:cus_1';
const acme = customerKey('acme');
const globex = customerKey('globex');
const byLink = { links: [CUS] } as const;
const paid = (second: number, id: string, over: Partial<Parameters<typeof aPayment>[0]> = {}) =>
  aPayment({ key: `stripe:charge:${id}`, second, paidAt: at(second), id: `evt_${id}`, candidates: byLink, ...over });
const onInvoice = (id: string, second: number) => paid(second, id, { standsFor: [INVOICE], candidates: { explicit: acme, links: [] } });
const refundOfInvoice = (id: string, second: number, over: Partial<Parameters<typeof aRefund>[0]> = {}) =>
  aRefund({ target: { item: `recurly:refund:${id}`, refs: [INVOICE] }, refundId: id, second, id: `evt_${id}`, ...over });

/** The provider's word, and ours. */
const words = (providerStatus: string, status: SubscriptionStatus) => ({ providerStatus, status });

/** Histories in which a simpler rule would end in more than one ledger. */
export const HISTORIES: Readonly<Record<string, readonly (readonly [LedgerEvent, ...LedgerEvent[]])[]>> = {
  'authorise, capture in part, refund twice, one refund fails': [
    [aCustomer()],
    [aPayment({ state: 'authorized', captured: 0, second: 1 })],
    [aPayment({ captured: 600, second: 2 }), aFigure({ minor: 400, uncaptured: 400, second: 2 })],
    [aRefund({ refundId: 're_1', minor: 100, second: 10 })],
    [aFigure({ minor: 550, uncaptured: 400, second: 20 }), aPayment({ captured: 600, second: 20, id: 'evt_figure' })],
    [aRefund({ refundId: 're_1', minor: 100, createdAt: at(10), creation: false, failed: true, second: 30 })],
  ],
  'a customer who is known only after the payment, its refund and its dispute': [
    [aDispute({ state: 'lost', second: 20 })],
    [aRefund({ minor: 300 })],
    [aPayment({ second: 1 })],
    [aCustomer({ second: 5, partner: 'p1' })],
    [aPayment({ second: 3, id: 'evt_updated', productKey: 'pro' })],
  ],
  'a link that moves to another customer and back, with payments in between': [
    [aCustomer({ second: 10, key: 'acme' })],
    [paid(15, 'ch_a')],
    [aCustomer({ second: 20, key: 'globex' })],
    [paid(25, 'ch_b')],
    [aCustomer({ second: 30, key: 'acme' })],
    [paid(5, 'ch_c')],
  ],
  'an explicit key that turns up late and is unknown at first': [
    [aCustomer({ second: 1, key: 'acme' })],
    [paid(5, 'ch_a')],
    [paid(5, 'ch_a', { second: 9, id: 'evt_keyed', candidates: { explicit: globex, links: [CUS] } })],
    [aCustomer({ second: 20, key: 'globex', links: [] })],
  ],
  'the key inside the events of a payment changes': [
    [aCustomer({ second: 1, key: 'acme', links: [] })],
    [aCustomer({ second: 2, key: 'globex', links: [] })],
    [paid(5, 'ch_a', { candidates: { inEvent: acme, links: [] } })],
    [paid(5, 'ch_a', { second: 9, id: 'evt_later', candidates: { inEvent: globex, links: [] } })],
  ],
  'two partners claimed for one customer': [
    [aCustomer({ second: 7, partner: 'p2' })],
    [aCustomer({ second: 3, partner: 'p1' })],
    [aCustomer({ second: 9, partner: 'p1' })],
    [aPayment()],
  ],
  'two payments on one invoice, a declined one among them, and refunds between': [
    [paid(1, 'ch_declined', { state: 'unpaid', captured: 0, standsFor: [INVOICE] })],
    [onInvoice('ch_a', 10)],
    [refundOfInvoice('re_a', 15)],
    [onInvoice('ch_b', 20)],
    [refundOfInvoice('re_b', 25)],
  ],
  'a payment of an invoice that is voided after its refund was placed, and another one takes its place': [
    [onInvoice('ch_a', 10)],
    [refundOfInvoice('re_a', 15)],
    [paid(10, 'ch_a', { state: 'voided', second: 16, id: 'evt_void', standsFor: [INVOICE] })],
    [onInvoice('ch_b', 20)],
    [aCustomer({ links: [] })],
  ],
  'a refund by invoice that is cancelled before or after it was placed': [
    [refundOfInvoice('re_a', 15)],
    [refundOfInvoice('re_a', 15, { failed: true, creation: false, second: 18, createdAt: at(15), id: 'evt_cancelled' })],
    [onInvoice('ch_a', 10)],
    [refundOfInvoice('re_b', 19)],
  ],
  'an alias that comes before its payment, a refund, a figure and a dispute by it': [
    [anAlias({ ref: 'stripe:payment_intent:pi_1', transaction: 'stripe:invoice:in_1' })],
    [aPayment({ key: 'stripe:invoice:in_1' })],
    [aRefund({ target: { item: 'stripe:refund:re_1', refs: ['stripe:payment_intent:pi_1'] } })],
    [aFigure({ target: { item: 'stripe:charge:ch_1', refs: ['stripe:payment_intent:pi_1'] }, minor: 250, second: 12 })],
    [aDispute({ target: { item: 'stripe:dispute:dp_1', refs: ['stripe:payment_intent:pi_1'] }, minor: 50, state: 'lost' })],
  ],
  'a subscription that claims its customer, and a payment known by the subscription alone': [
    [aSubscription({ second: 1, planKey: { value: 'basic' }, candidates: { explicit: acme, links: [CUS, 'stripe:subscription:sub_1'] } })],
    [aCustomer({ second: 2, links: ['stripe:subscription:sub_1'], id: 'evt_claim' })],
    [aSubscription({ second: 3, planKey: { value: 'pro' }, rank: 2, id: 'evt_closed' })],
    [paid(4, 'ch_a', { candidates: { links: ['stripe:subscription:sub_1'] } })],
  ],
  'two updates of one second': [
    [aSubscription({ second: 1, id: 'evt_z', planKey: { value: 'pro', previous: 'basic' } })],
    [aSubscription({ second: 1, id: 'evt_a', planKey: { value: 'max', previous: 'pro' } })],
    [aSubscription({ second: 1, rank: 0, id: 'evt_created', planKey: { value: 'basic' } })],
    [aCustomer()],
  ],
  'two claims of one link, and a payment after both': [
    [aCustomer({ second: 10, key: 'acme' })],
    [aCustomer({ second: 20, key: 'globex' })],
    [paid(25, 'ch_a')],
  ],
  'a refund by invoice and the payment that stands for the invoice': [[refundOfInvoice('re_a', 15)], [onInvoice('ch_a', 10)]],
  'a refund by invoice, its payment, and the void of the payment': [
    [refundOfInvoice('re_a', 15)],
    [onInvoice('ch_a', 10)],
    [paid(10, 'ch_a', { state: 'voided', second: 16, id: 'evt_void', standsFor: [INVOICE] })],
  ],
  'two changes of a status in one second': [
    [aSubscription({ id: 'evt_z', status: { value: words('active', 'active'), previous: words('trialing', 'trialing') } })],
    [aSubscription({ id: 'evt_a', status: { value: words('past_due', 'past_due'), previous: words('active', 'active') } })],
    [aCustomer()],
  ],
  'one event id that claims a link from two times, and another claim between': [
    [aCustomer({ second: 10, id: 'evt_same', key: 'acme' })],
    [aCustomer({ second: 10, id: 'evt_same', key: 'acme', from: at(20) })],
    [aCustomer({ second: 15, key: 'globex' })],
    [paid(25, 'ch_a')],
  ],
  'one event id read as two different things': [
    [aCustomer()],
    [aPayment({ second: 1, id: 'evt_same', minor: 1000, captured: 1000 })],
    [aPayment({ second: 1, id: 'evt_same', minor: 900, captured: 900, productKey: 'pro' })],
  ],
};
