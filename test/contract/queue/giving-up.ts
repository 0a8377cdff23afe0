import { MAX_RECEIVES } from '../../../functions/process/handler.ts';
import { eventually } from '../../support/local-process.ts';
import type { OpenQueue } from '../queue.ts';
import { collect, isEmpty, receivesOf } from './collect.ts';

/** Long enough that work which succeeds is over by then, also on a machine that has much else to do. */
const HIDDEN_SECONDS = 3;
const TAKEN_SECONDS = 8;

/** What comes of a message whose work fails. */
export const describeGivingUp = (open: OpenQueue): void => {
  it('hands a message over again that failed, as the same, and none that succeeded', async () => {
    const queue = await open({ hiddenSeconds: HIDDEN_SECONDS });
    await queue.send('good');
    await queue.send('bad');
    const { records } = collect(queue, (record) => record.body === 'bad' && receivesOf(record) === 1);
    await eventually(() => records().length >= 3);
    await eventually(() => isEmpty(queue));
    expect(records().filter(({ body }) => body === 'good')).toHaveLength(1);
    const [first, second, ...more] = records().filter(({ body }) => body === 'bad');
    expect(more).toEqual([]);
    expect(second?.messageId).toBe(first?.messageId);
    expect(second?.attributes).toMatchObject({ ApproximateReceiveCount: '2', SentTimestamp: first?.attributes.SentTimestamp });
  });

  it('hands a whole batch over again when its work ended without an answer', async () => {
    const queue = await open({ hiddenSeconds: HIDDEN_SECONDS });
    const texts = ['one', 'two', 'three'];
    for (const text of texts) await queue.send(text);
    const again: string[] = [];
    queue.poll(async ({ Records }) => {
      if (Records.some((record) => receivesOf(record) === 1)) throw new Error('ended');
      again.push(...Records.map(({ body }) => body));
      return { batchItemFailures: [] };
    });
    await eventually(() => isEmpty(queue));
    expect(again.toSorted()).toEqual(texts.toSorted());
  });

  it('gives a message up after its last receive, and hands it over anew once it was put back', async () => {
    const queue = await open({ hiddenSeconds: HIDDEN_SECONDS });
    await queue.send('bad');
    let isMended = false;
    const { records } = collect(queue, () => !isMended);
    await eventually(async () => (await queue.admin.depths()).deadLetters.visible === 1);
    expect(records().map(receivesOf)).toEqual(Array.from({ length: MAX_RECEIVES }, (_, index) => index + 1));
    expect(await isEmpty(queue)).toBe(true);

    const [letter, ...others] = await queue.admin.take(60);
    expect(others).toEqual([]);
    // When it was sent to the queue, not when it was given up: a redrive tells by it what died before it was asked for.
    expect(letter).toMatchObject({ body: 'bad', sentAt: Number(records()[0]?.attributes.SentTimestamp) });
    isMended = true;
    if (letter !== undefined) await queue.admin.redrive(letter);
    await eventually(() => records().length > MAX_RECEIVES);
    expect(records().slice(MAX_RECEIVES)).toMatchObject([{ body: 'bad', attributes: { ApproximateReceiveCount: '1' } }]);
    await eventually(() => isEmpty(queue));
    expect((await queue.admin.depths()).deadLetters).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('shows a dead letter again when nobody put it back in time', async () => {
    const queue = await open();
    await queue.bury('bad');
    const [first] = await queue.admin.take(TAKEN_SECONDS);
    expect(await queue.admin.take(60)).toEqual([]);
    await queue.pass(TAKEN_SECONDS * 1_000);
    let second = first;
    await eventually(async () => {
      [second] = await queue.admin.take(60);
      return second !== undefined;
    });
    expect(second).toMatchObject({ id: first?.id, body: 'bad', sentAt: first?.sentAt });
  });
};
