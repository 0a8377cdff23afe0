import { createWorld } from '../../lib/world/create-world.ts';
import { type Delivery, planDeliveries } from '../../lib/world/plan.ts';
import { attemptsOf, waitAfter } from '../../lib/world/retries.ts';
import { PROVIDERS_OF_WORLD, worldOptions } from './options.ts';

const world = createWorld(worldOptions({ seed: 11, customers: 100 }));
const planOf = (seed: number) => planDeliveries(world, { seed, weather: 'chaos' });
const linesOf = (plan: readonly Delivery[]) => plan.map(({ event, ...rest }) => JSON.stringify({ id: event.id, ...rest }));
const genuine = (plan: readonly Delivery[]) => plan.filter(({ corrupt }) => corrupt === undefined);

describe('a delivery plan', () => {
  it('sends each event once and in order in calm weather', () => {
    const plan = planDeliveries(world, { seed: 1, weather: 'calm' });
    expect(plan.map(({ event }) => event)).toEqual(world.events);
    expect(plan.every(({ at, event, attempt }) => at === event.at && attempt === 1)).toBe(true);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(linesOf(planOf(1))).toEqual(linesOf(planOf(1)));
    expect(linesOf(planOf(1))).not.toEqual(linesOf(planOf(2)));
  });

  it('lets every event arrive well, never before it was sent, in order of arrival', () => {
    const plan = planOf(1);
    const answered = new Set(genuine(plan).flatMap(({ event, answerLost }) => (answerLost === true ? [] : [event.id])));
    expect(world.events.filter(({ id }) => !answered.has(id))).toEqual([]);
    expect(plan.filter(({ at, event }) => at < event.at)).toEqual([]);
    expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('has repeats, events that overtake others, lost requests and answers, and every forgery', () => {
    const plan = planOf(1);
    const sent = genuine(plan);
    expect(sent.length).toBeGreaterThan(world.events.length);
    expect(sent.some(({ event }, index) => event.at < (sent[index - 1]?.event.at ?? 0))).toBe(true);
    expect(sent.some(({ answerLost }) => answerLost)).toBe(true);
    const firsts = new Set(sent.filter(({ attempt }) => attempt === 1).map(({ event }) => event.id));
    expect(sent.some(({ event }) => !firsts.has(event.id))).toBe(true);
    expect(new Set(plan.flatMap(({ corrupt }) => corrupt ?? []))).toEqual(new Set(['wrong_secret', 'no_proof', 'changed_body']));
  });

  it('retries after a lost answer when that provider would', () => {
    const lost = genuine(planOf(1)).filter(({ answerLost }) => answerLost);
    const again = ({ event, attempt, at }: Delivery) =>
      genuine(planOf(1)).some(
        (one) => one.event.id === event.id && one.attempt > attempt && one.at >= at + (waitAfter(event.provider, attempt) ?? Infinity),
      );
    const sample = PROVIDERS_OF_WORLD.flatMap((provider) => lost.filter(({ event }) => event.provider === provider).slice(0, 1));
    expect(sample.map(({ event }) => event.provider)).toEqual(PROVIDERS_OF_WORLD);
    expect(sample.every(again)).toBe(true);
  });

  it('knows how often each provider tries', () => {
    expect(PROVIDERS_OF_WORLD.map((provider) => [provider, attemptsOf(provider)])).toEqual([
      ['stripe', 9],
      ['chargebee', 8],
      ['recurly', 11],
      ['chargify', 5],
      ['chargily', 2],
    ]);
    expect([1, 2, 3].map((attempt) => waitAfter('recurly', attempt))).toEqual([10_000, 74_000, 266_000]);
    expect(waitAfter('chargify', 5)).toBeUndefined();
  });
});
