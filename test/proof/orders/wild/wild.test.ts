import type { ProviderId } from '../../../../functions/domain/keys.ts';
import { createMemoryLedger } from '../../../../functions/ledger/memory-ledger.ts';
import type { RecordFrom } from '../../../../functions/platform/settings.ts';
import { fc } from '../../../support/properties.ts';
import { type EventSet, type Step, said } from '../event-set.ts';
import { finish, type Pace, playStep, type Stage, sweptStateOf } from '../stage.ts';
import { chargebeeEvents } from './chargebee.ts';
import { chargifyEvents } from './chargify.ts';
import { recurlyEvents } from './recurly.ts';
import { stripeEvents } from './stripe.ts';
import { few } from './values.ts';

const RUNS = { numRuns: 60 };

/** What the team says between the events: each customer is named once, and each key of a provider given once. */
const words = (providerKeys: readonly string[]) =>
  fc.subarray([said(50, 'acme', { partner: 'pat', providerKeys }), said(51, 'globex', { partner: 'kim' })]);

type Wild = {
  readonly provider: ProviderId;
  readonly events: fc.Arbitrary<Step>;
  readonly recordFrom?: RecordFrom;
  readonly given: string;
};

const WILD: readonly Wild[] = [
  { provider: 'stripe', events: stripeEvents, recordFrom: 'charges', given: 'stripe:customer:cus_1' },
  { provider: 'stripe', events: stripeEvents, recordFrom: 'invoices', given: 'stripe:subscription:sub_1' },
  { provider: 'chargebee', events: chargebeeEvents, given: 'chargebee:customer:cb_1' },
  { provider: 'recurly', events: recurlyEvents, given: 'recurly:subscription:sub1' },
  { provider: 'chargify', events: chargifyEvents, given: 'chargify:customer:501' },
];

const play = async (set: EventSet, order: readonly Step[], pace: Pace): Promise<unknown> => {
  let stage: Stage = { ledger: createMemoryLedger(), work: [] };
  for (const [index, step] of order.entries()) stage = await playStep(set, stage, step, { pace, repeat: order.indexOf(step) < index });
  return JSON.parse(await sweptStateOf(set, await finish(set, stage)));
};

/** Every step once in one order, and twice in another. */
const histories = ({ events, given }: Wild) =>
  fc
    .record({ told: fc.array(events, { minLength: 2, maxLength: 7 }), team: words([given]) })
    .map(({ told, team }): readonly Step[] => [...told, ...team])
    .chain((steps) =>
      fc.record({ steps: fc.constant(steps), again: fc.shuffledSubarray([...steps, ...steps], { minLength: 2 * steps.length }) }),
    );

it.each(WILD.map((wild) => [`${wild.provider}${wild.recordFrom === undefined ? '' : ` from ${wild.recordFrom}`}`, wild] as const))(
  '%s: events that nobody would think of end in one ledger, in any order and sent twice',
  (_, wild) => {
    const { provider, recordFrom } = wild;
    const property = fc.asyncProperty(histories(wild), few<Pace>('at once', 'at the end'), async ({ steps, again }, pace) => {
      const set: EventSet = { provider, name: 'wild', ...(recordFrom !== undefined && { recordFrom }), steps, ledger: {} };
      expect(await play(set, again, pace)).toEqual(await play(set, steps, 'at once'));
    });
    return fc.assert(property, RUNS);
  },
);
