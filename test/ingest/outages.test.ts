import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { createDeliverySender, SEND_BUDGET_MS } from '../../functions/ingest/delivery-sender.ts';
import type { SendText } from '../../functions/platform/sqs.ts';
import { aDoor, anEvent, SECRET } from '../support/ingest.ts';

const MIB = 1024 * 1024;
const never = () => new Promise<never>(() => {});

/** SQS as far as the sender sees it: `answers` are taken in turn, the last one for good. */
const aQueue = (...answers: readonly (() => Promise<void>)[]) => {
  const stored: string[] = [];
  const calls: number[] = [];
  const sendText: SendText = async (text) => {
    await answers[Math.min(calls.push(Date.now()), answers.length) - 1]?.();
    stored.push(text);
  };
  return { stored, calls, sender: createDeliverySender(sendText, { random: () => 0.5 }) };
};

const throttled = () => Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
const works = async () => {};

/** The handler's answer and how long it took, with timers that cost nothing. */
const timed = async (answer: () => Promise<APIGatewayProxyStructuredResultV2>) => {
  const startedAt = Date.now();
  const promise = answer().then(({ statusCode }) => ({ statusCode, tookMs: Date.now() - startedAt }));
  await jest.advanceTimersByTimeAsync(10_000);
  return promise;
};

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('when the secret store fails', () => {
  it('[BI 59] [F 2] answers 503 while it is unreachable, never 200', async () => {
    const door = aDoor({ load: () => Promise.reject(new Error('unreachable')) });
    expect(await door.handler(anEvent())).toEqual({ statusCode: 503, body: '' });
    expect(await door.handler(anEvent({ base64: true }))).toEqual({ statusCode: 503, body: '' });
    expect(door.queued).toHaveLength(0);
    expect(door.lines.join()).toContain('SecretUnavailableError');
  });

  it('[F 2] answers 200 as soon as it is back', async () => {
    let isDown = true;
    const door = aDoor({ load: async () => (isDown ? Promise.reject(new Error('down')) : SECRET) });
    await door.handler(anEvent());
    isDown = false;
    expect(await door.handler(anEvent())).toMatchObject({ statusCode: 200 });
  });

  it('[F 3] answers 503 within 4 s when it hangs', async () => {
    const { statusCode, tookMs } = await timed(() => aDoor({ load: never }).handler(anEvent()));
    expect(statusCode).toBe(503);
    expect(tookMs).toBeLessThanOrEqual(4_000);
  });
});

describe('when a secret was rotated', () => {
  const rotating = () => {
    const live = { passwords: ['old'] };
    return { live, door: aDoor({ load: async () => ({ ...live }) }) };
  };
  const statusFor = async (door: ReturnType<typeof aDoor>, pass: string) =>
    (await door.handler(anEvent({ headers: { 'x-pass': pass } }))).statusCode;

  it('[F 4] takes either secret while both are live, and tells which', async () => {
    const { live, door } = rotating();
    live.passwords = ['new', 'old'];
    expect([await statusFor(door, 'old'), await statusFor(door, 'new')]).toEqual([200, 200]);
    expect(door.lines.map((line) => JSON.parse(line).secretIndex).filter((index) => index !== undefined)).toEqual([1, 0]);
  });

  it('[F 5] takes the new one at once, through one forced fetch', async () => {
    const { live, door } = rotating();
    expect(await statusFor(door, 'old')).toBe(200);
    live.passwords = ['new'];
    expect(await statusFor(door, 'new')).toBe(200);
    expect(await statusFor(door, 'old')).toBe(401);
    expect(door.fetches).toHaveLength(2);
  });

  it('[F 5] fetches at most once in 30 s under 1,000 bad requests', async () => {
    const { door } = rotating();
    await statusFor(door, 'old');
    await Promise.all(Array.from({ length: 1_000 }, () => statusFor(door, 'bad')));
    expect(door.fetches).toHaveLength(2);
    door.time.now += 29_999;
    await statusFor(door, 'bad');
    expect(door.fetches).toHaveLength(2);
    door.time.now += 1;
    await statusFor(door, 'bad');
    expect(door.fetches).toHaveLength(3);
  });
});

describe('when the queue fails', () => {
  it('[F 6] tries again with jitter until it is stored', async () => {
    const queue = aQueue(throttled, throttled, works);
    expect(await timed(() => aDoor({ sender: queue.sender }).handler(anEvent()))).toMatchObject({ statusCode: 200 });
    expect(queue.stored).toHaveLength(1);
    expect(queue.calls).toHaveLength(3);
  });

  it('[F 6] answers 503 after 2.5 s', async () => {
    const queue = aQueue(throttled);
    const door = aDoor({ sender: queue.sender });
    const { statusCode, tookMs } = await timed(() => door.handler(anEvent()));
    expect(statusCode).toBe(503);
    expect(door.lines.join()).toContain('"reason":"QueueUnavailableError","cause":"ThrottlingException"');
    expect(tookMs).toBe(SEND_BUDGET_MS);
    expect(queue.calls.length).toBeLessThan(10);
  });

  it('[F 7] [F 8] [F 9] answers 200 when a first try hung and a second is stored: at worst a duplicate', async () => {
    const queue = aQueue(never, works);
    expect(await timed(() => aDoor({ sender: queue.sender }).handler(anEvent()))).toMatchObject({ statusCode: 200 });
  });

  it('[F 10] never answers 200 before the queue has answered', async () => {
    const { statusCode, tookMs } = await timed(() => aDoor({ sender: aQueue(never).sender }).handler(anEvent()));
    expect(statusCode).toBe(503);
    expect(tookMs).toBeLessThanOrEqual(4_000);
  });

  it('answers within 4 s though the secret store and the queue are both slow', async () => {
    const slowSecret = () => new Promise<typeof SECRET>((resolve) => setTimeout(resolve, 1_400, SECRET));
    const event = anEvent({ headers: { 'x-pass': 'wrong' } });
    const door = aDoor({ load: slowSecret, sender: never });
    expect((await timed(() => door.handler(event))).statusCode).toBe(401);
    const { statusCode, tookMs } = await timed(() => aDoor({ load: slowSecret, sender: never }).handler(anEvent()));
    expect(statusCode).toBe(503);
    expect(tookMs).toBe(4_000);
  });
});

describe('[F 14] the 1 MiB of the queue', () => {
  it.each([false, true])('answers 413 after verification when it does not fit though compressed (base64: %s)', async (base64) => {
    const random = randomBytes(MIB * 2)
      .toString('hex')
      .slice(0, 3 * MIB);
    const door = aDoor();
    expect(await door.handler(anEvent({ body: random, base64 }))).toEqual({ statusCode: 413, body: '' });
    expect((await door.handler(anEvent({ body: random, base64, headers: {} }))).statusCode).toBe(401);
    expect(door.queued).toHaveLength(0);
  });

  it.each([false, true])('answers 200 when it fits once compressed (base64: %s)', async (base64) => {
    const body = '{"a":"bcd"},'.repeat(300_000);
    const door = aDoor();
    expect((await door.handler(anEvent({ body, base64 }))).statusCode).toBe(200);
    expect(door.queued[0]?.length).toBeLessThan(MIB);
    expect(decodeDelivery(door.queued[0] ?? '').body.toString()).toBe(body);
  });
});

it('[F 19] takes 1,000 requests at once, none lost', async () => {
  const door = aDoor();
  const answers = await Promise.all(Array.from({ length: 1_000 }, (_, n) => door.handler(anEvent({ body: `${n}` }))));
  expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true);
  expect(new Set(door.queued.map((text) => decodeDelivery(text).body.toString())).size).toBe(1_000);
});
