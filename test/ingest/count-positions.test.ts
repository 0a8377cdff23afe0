import { aDoor, anEvent } from '../support/ingest.ts';

const MINUTE = 60_000;
const PASSWORDS = ['new', 'old'];

const aRotation = () => {
  const door = aDoor({ load: async () => ({ passwords: PASSWORDS }) });
  const send = (pass: string) => door.handler(anEvent({ headers: { 'x-pass': pass } }));
  /** What was written of secrets until now: place and count. */
  const told = () =>
    door.lines
      .map((line) => JSON.parse(line))
      .flatMap(({ provider, position, SecretPosition }) => (SecretPosition === undefined ? [] : [[provider, position, SecretPosition]]));
  return { ...door, send, told };
};

it('tells the place of a secret at the first request that it verifies', async () => {
  const { send, told } = aRotation();
  await send('new');
  await send('old');
  expect(told()).toEqual([
    ['stripe', '0', 1],
    ['stripe', '1', 1],
  ]);
});

it('tells those that follow within five minutes together with the next', async () => {
  const { send, told, time } = aRotation();
  for (const _ of [1, 2, 3]) await send('old');
  time.now += 5 * MINUTE - 1;
  await send('old');
  expect(told()).toEqual([['stripe', '1', 1]]);
  time.now += 1;
  await send('old');
  time.now += 5 * MINUTE;
  await send('old');
  expect(told().map(([, , count]) => count)).toEqual([1, 4, 1]);
});

it('tells nothing of a request that was refused', async () => {
  const { send, told } = aRotation();
  await send('guess');
  expect(told()).toEqual([]);
});
