import { customerKey } from '../../../functions/domain/keys.ts';
import type { PaymentEvent, RefundEvent } from '../../../functions/domain/ledger-event.ts';
import { aCustomer, aPayment, aRefund, aSubscription, at, INVOICE } from '../../support/ledger-events.ts';
import { type Actor, processes, says, sweeps } from './actor.ts';
import type { Ends } from './judge.ts';

/** Some processes that may meet in a ledger, and where the money is in the end, whoever was first. */
export type Protocol = {
  readonly about: (typeof ABOUT)[number];
  readonly name: string;
  readonly before?: readonly Actor[];
  readonly actors: readonly Actor[];
  readonly ends: Ends;
  /** Three at once are walked without a crash where one more would be too much. */
  readonly crashes: 0 | 1;
  /** So many processes run at once, where more would be too much. */
  readonly atOnce?: number;
  /** Lists are behind, as an index may be. */
  readonly indexLags?: true;
  /** Small enough for every run of the tests. */
  readonly isLight?: true;
};

export const ABOUT = ['waiting', 'late claim', 'moving refund', 'one row', 'release job'] as const;

const CUS = 'stripe:customer:cus_1';
const A = 'stripe:charge:ch_a';
const B = 'stripe:charge:ch_b';
const globex = customerKey('globex');
const acme = customerKey('acme');

type PaymentOver = Omit<NonNullable<Parameters<typeof aPayment>[0]>, 'second'>;

const paid = (id: string, second: number, over: PaymentOver = {}): PaymentEvent =>
  aPayment({ key: `stripe:charge:${id}`, second, paidAt: at(second), id: `evt_${id}`, candidates: { links: [CUS] }, ...over });
const onInvoice = (id: string, second: number, over: PaymentOver = {}): PaymentEvent =>
  paid(id, second, { standsFor: [INVOICE], candidates: { explicit: acme, links: [] }, ...over });
const refundOfInvoice = (second: number): RefundEvent =>
  aRefund({ target: { item: 'recurly:refund:re_1', refs: [INVOICE] }, second, id: 'evt_refund', minor: 100 });
const known = (key: string) => processes(`knows ${key}`, aCustomer({ key, links: [], id: `evt_${key}` }));

const WAITING: readonly Protocol[] = [
  {
    about: 'waiting',
    name: 'a payment by a link, and the customer who claims it',
    actors: [processes('payment', paid('ch_a', 5)), processes('customer', aCustomer())],
    ends: { [A]: 'acme 1000' },
    crashes: 1,
    isLight: true,
  },
  {
    about: 'waiting',
    name: 'a payment with an unknown key and a known link, and the customer of the key',
    before: [processes('acme', aCustomer())],
    actors: [
      processes('payment', paid('ch_a', 5, { candidates: { explicit: globex, links: [CUS] } })),
      processes('customer', aCustomer({ key: 'globex', links: [], second: 9 })),
    ],
    ends: { [A]: 'globex 1000' },
    crashes: 1,
  },
  {
    about: 'waiting',
    name: 'a subscription, and the customer who claims its link',
    actors: [processes('subscription', aSubscription({ candidates: { links: [CUS] } })), processes('customer', aCustomer())],
    ends: {},
    crashes: 1,
  },
  {
    about: 'waiting',
    name: 'a waiting payment that is told better, and its customer',
    before: [processes('payment', paid('ch_a', 5))],
    actors: [
      processes('update', paid('ch_a', 5, { candidates: { explicit: globex, links: [CUS] }, id: 'evt_better' })),
      processes('customer', aCustomer()),
    ],
    ends: { [A]: 'acme 1000' },
    crashes: 1,
  },
  {
    about: 'waiting',
    name: 'a payment, its customer, and a run of the sweeper',
    actors: [processes('payment', paid('ch_a', 5)), processes('customer', aCustomer()), sweeps('sweeper', 'soon')],
    ends: { [A]: 'acme 1000' },
    crashes: 1,
  },
];

const LATE_CLAIM: readonly Protocol[] = [
  {
    about: 'late claim',
    name: 'a payment under an earlier claim, and the claim of another customer before it',
    before: [processes('acme', aCustomer({ second: 10 }))],
    actors: [processes('payment', paid('ch_a', 25)), processes('claim', aCustomer({ key: 'globex', second: 20 }))],
    ends: { [A]: 'globex 1000' },
    crashes: 1,
  },
  {
    about: 'late claim',
    name: 'the same while the index is behind',
    before: [processes('acme', aCustomer({ second: 10 }))],
    actors: [processes('payment', paid('ch_a', 25)), processes('claim', aCustomer({ key: 'globex', second: 20 }))],
    ends: { [A]: 'globex 1000' },
    crashes: 0,
    indexLags: true,
    isLight: true,
  },
  {
    about: 'late claim',
    name: 'two claims that do not know of each other, of a payment that waits',
    before: [processes('payment', paid('ch_a', 25))],
    actors: [
      processes('first claim', aCustomer({ key: 'acme', second: 10 })),
      processes('second claim', aCustomer({ key: 'globex', second: 20 })),
    ],
    ends: { [A]: 'globex 1000' },
    crashes: 0,
    atOnce: 2,
  },
];

const MOVING_REFUND: readonly Protocol[] = [
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
    crashes: 0,
  },
];

const ONE_ROW: readonly Protocol[] = [
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

const RELEASE_JOB: readonly Protocol[] = [
  {
    about: 'release job',
    name: 'a payment that waits, another one that comes, and the team names their customer',
    before: [processes('first', paid('ch_a', 5))],
    actors: [says('team', { customer: 'acme', links: [CUS] }), processes('second', paid('ch_b', 6))],
    ends: { [A]: 'acme 1000', [B]: 'acme 1000' },
    crashes: 1,
  },
  {
    about: 'release job',
    name: 'the team moves a link, and a payment comes meanwhile',
    before: [processes('acme', aCustomer({ second: 10 }))],
    actors: [says('team', { customer: 'globex', links: [CUS], sinceSecond: 20 }), processes('payment', paid('ch_a', 25))],
    ends: { [A]: 'globex 1000' },
    crashes: 1,
  },
  {
    about: 'release job',
    name: 'the team names the customer whose payment comes, while the sweeper runs',
    actors: [says('team', { customer: 'acme', links: [CUS] }), processes('payment', paid('ch_a', 5)), sweeps('sweeper', 'soon')],
    ends: { [A]: 'acme 1000' },
    crashes: 0,
  },
];

export const PROTOCOLS: readonly Protocol[] = [...WAITING, ...LATE_CLAIM, ...MOVING_REFUND, ...ONE_ROW, ...RELEASE_JOB];
