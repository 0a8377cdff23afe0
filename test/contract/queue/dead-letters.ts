import type { DeadLetter, QueueAdmin } from '../../../functions/platform/queue-admin.ts';

/** Gives the queues of an operator, the main one empty, with these texts for dead letters. */
export type OpenDeadLetters = (texts: readonly string[]) => Promise<QueueAdmin>;

const bodiesOf = (letters: readonly DeadLetter[]): readonly string[] => letters.map(({ body }) => body).toSorted();

/** Takes until there is nothing more to see. */
const takeAll = async ({ take }: QueueAdmin): Promise<readonly (readonly DeadLetter[])[]> => {
  const all: (readonly DeadLetter[])[] = [];
  for (let some = await take(60); some.length > 0; some = await take(60)) all.push(some);
  return all;
};

/** What an operator may rely on. */
export const describeDeadLetters = (open: OpenDeadLetters): void => {
  it('shows none where there are none', async () => {
    const admin = await open([]);
    expect(await admin.take(60)).toEqual([]);
    const nothing = { visible: 0, inFlight: 0, delayed: 0 };
    expect(await admin.depths()).toEqual({ queue: nothing, deadLetters: nothing });
  });

  it('gives at most ten at a time, and each to one only', async () => {
    const texts = Array.from({ length: 23 }, (_, index) => `text ${index}`);
    const admin = await open(texts);
    expect((await admin.depths()).deadLetters).toEqual({ visible: 23, inFlight: 0, delayed: 0 });
    const taken = await takeAll(admin);
    expect(Math.max(...taken.map(({ length }) => length))).toBeLessThanOrEqual(10);
    expect(bodiesOf(taken.flat())).toEqual(texts.toSorted());
    expect(new Set(taken.flat().map(({ id }) => id)).size).toBe(texts.length);
    expect((await admin.depths()).deadLetters).toEqual({ visible: 0, inFlight: 23, delayed: 0 });
  });

  it('shows those again that were put back, as the same, and counts the look', async () => {
    const admin = await open(['one', 'two', 'three']);
    const first = (await takeAll(admin)).flat();
    const back = first.filter(({ body }) => body !== 'two');
    await admin.putBack(back);
    const second = (await takeAll(admin)).flat();
    expect(bodiesOf(second)).toEqual(['one', 'three']);
    for (const letter of second) {
      const before = back.find(({ id }) => id === letter.id);
      expect(letter).toMatchObject({ body: before?.body, sentAt: before?.sentAt, receives: (before?.receives ?? 0) + 1 });
    }
  });

  it('moves one to the queue and leaves the others', async () => {
    const admin = await open(['one', 'two']);
    const letters = (await takeAll(admin)).flat();
    for (const letter of letters.filter(({ body }) => body === 'one')) await admin.redrive(letter);
    await admin.putBack(letters.filter(({ body }) => body === 'two'));
    const { queue, deadLetters } = await admin.depths();
    expect(queue).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
    expect(deadLetters).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
    expect(bodiesOf((await takeAll(admin)).flat())).toEqual(['two']);
  });
};
