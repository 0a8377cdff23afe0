import { aCustomer, aRefund } from '../../support/ledger-events.ts';
import { processes } from './actor.ts';
import type { Protocol } from './protocol.ts';
import { A, B, known, onInvoice, paid, refundOfInvoice } from './told.ts';

/* What a row counts: who writes one row, or two rows and the refund that moves between them. */

export const MOVING_REFUND: readonly Protocol[] = [
  {
    about: 'moving refund',
    name: 'a refund by invoice, and the payment that stands for the invoice',
    before: [known('acme')],
    actors: [processes('refund', refundOfInvoice(15)), processes('payment', onInvoice('ch_a', 10))],
    ends: { [A]: 'acme 900' },
    crashes: 1,
    isLight: true,
  },
  {
    about: 'moving refund',
    name: 'a refund that is placed, and the later payment to which it moves',
    before: [known('acme'), processes('first', onInvoice('ch_a', 10)), processes('refund', refundOfInvoice(25))],
    actors: [
      processes('second', onInvoice('ch_b', 20)),
      processes('update', onInvoice('ch_a', 10, { id: 'evt_update', productKey: 'pro' })),
    ],
    ends: { [A]: 'acme 1000', [B]: 'acme 900' },
    crashes: 1,
  },
  {
    about: 'moving refund',
    name: 'a refund by invoice, and the void of the payment under which it would be placed',
    before: [known('acme'), processes('first', onInvoice('ch_a', 10)), processes('second', onInvoice('ch_b', 20))],
    actors: [processes('refund', refundOfInvoice(25)), processes('void', onInvoice('ch_b', 20, { id: 'evt_void', state: 'voided' }))],
    ends: { [A]: 'acme 900', [B]: 'acme 0' },
    crashes: 1,
  },
  {
    about: 'moving refund',
    name: 'a refund by invoice, and the second payment of the invoice',
    before: [known('acme'), processes('first', onInvoice('ch_a', 10))],
    actors: [processes('refund', refundOfInvoice(25)), processes('second', onInvoice('ch_b', 20))],
    ends: { [A]: 'acme 1000', [B]: 'acme 900' },
    crashes: 1,
  },
];

export const ONE_ROW: readonly Protocol[] = [
  {
    about: 'one row',
    name: 'one delivery that is worked off twice at once',
    before: [processes('acme', aCustomer())],
    actors: [processes('one', paid('ch_a', 5)), processes('other', paid('ch_a', 5))],
    ends: { [A]: 'acme 1000' },
    crashes: 1,
    isLight: true,
  },
  {
    about: 'one row',
    name: 'a payment and its refund, of a customer who is not known',
    actors: [processes('payment', paid('ch_a', 5)), processes('refund', aRefund({ target: { transaction: A } }))],
    ends: { [A]: 'nobody 900' },
    crashes: 1,
    isLight: true,
  },
  {
    about: 'one row',
    name: 'a payment, its refund, and the payment once more',
    before: [processes('acme', aCustomer())],
    actors: [
      processes('payment', paid('ch_a', 5)),
      processes('refund', aRefund({ target: { transaction: A } })),
      processes('repeat', paid('ch_a', 5)),
    ],
    ends: { [A]: 'acme 900' },
    crashes: 1,
  },
  {
    about: 'one row',
    name: 'one event that is read as two things',
    before: [processes('acme', aCustomer())],
    actors: [processes('one', paid('ch_a', 5)), processes('other', paid('ch_a', 5, { productKey: 'pro' }))],
    ends: { [A]: 'acme 1000' },
    crashes: 1,
  },
];
