import { createPrecedence } from '../../lib/local/precedence.ts';

const NOBODY_STOPS = new AbortController().signal;

/** Whether the others had their turn within some looks of the clock. */
const hadTurn = async (turn: Promise<void>): Promise<boolean> =>
  Promise.race([turn.then(() => true), new Promise<false>((resolve) => setTimeout(() => resolve(false), 60))]);

const never = new Promise<void>(() => {});

it('gives a turn at once when nothing goes before', async () => {
  await createPrecedence(() => 0).turn(NOBODY_STOPS, 100);
});

it('gives no turn while something goes before, nor in the moment after', async () => {
  let now = 0;
  const { first, turn } = createPrecedence(() => now);
  const work = Promise.withResolvers<string>();
  const result = first(() => work.promise);
  const waiting = turn(NOBODY_STOPS, 100);
  expect(await hadTurn(waiting)).toBe(false);
  work.resolve('done');
  expect(await result).toBe('done');
  expect(await hadTurn(waiting)).toBe(false);
  now = 8;
  expect(await hadTurn(waiting)).toBe(true);
});

it.each([
  [50, 1_000],
  [5_000, 2_000],
])('gives one after work of %d ms within %d ms, whatever goes before', async (tookMs, latest) => {
  let now = 0;
  const { first, turn } = createPrecedence(() => now);
  void first(() => never);
  const waiting = turn(NOBODY_STOPS, tookMs);
  now = latest - 1;
  expect(await hadTurn(waiting)).toBe(false);
  now = latest;
  expect(await hadTurn(waiting)).toBe(true);
});

it('lets work that fails go before like any other', async () => {
  const { first, turn } = createPrecedence();
  await expect(first(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await turn(NOBODY_STOPS, 100);
});

it('keeps nobody from stopping', async () => {
  const { first, turn } = createPrecedence(() => 0);
  void first(() => never);
  await turn(AbortSignal.abort(), 100);
});
