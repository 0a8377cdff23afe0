import { aCustomer, aSubscription } from '../../support/ledger-events.ts';
import { processes, says, sweeps } from './actor.ts';
import type { Protocol } from './protocol.ts';
import { A, B, CUS, globex, paid } from './told.ts';

/* Whose a row is: who waits for a key, and who makes it known. */

export const WAITING: readonly Protocol[] = [
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
    crashes: 0,
  },
  {
    about: 'waiting',
    name: 'the same with a crash, two processes at once',
    actors: [processes('payment', paid('ch_a', 5)), processes('customer', aCustomer()), sweeps('sweeper', 'soon')],
    ends: { [A]: 'acme 1000' },
    crashes: 1,
    atOnce: 2,
  },
];

export const LATE_CLAIM: readonly Protocol[] = [
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

export const RELEASE_JOB: readonly Protocol[] = [
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
    name: 'the team names the customer whose payment comes, while the sweeper runs, two processes at once',
    actors: [says('team', { customer: 'acme', links: [CUS] }), processes('payment', paid('ch_a', 5)), sweeps('sweeper', 'soon')],
    ends: { [A]: 'acme 1000' },
    crashes: 1,
    atOnce: 2,
  },
];
