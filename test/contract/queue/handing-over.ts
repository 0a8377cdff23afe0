import type { SQSRecord } from 'aws-lambda';
import { decodeDelivery, encodeDelivery } from '../../../functions/ingest/delivery.ts';
import { createDeliverySender } from '../../../functions/ingest/delivery-sender.ts';
import { decodeWork } from '../../../functions/ledger/work.ts';
import { createWorkQueue } from '../../../functions/ledger/work-queue.ts';
import { readingSettings } from '../../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { NOW } from '../../support/ingest.ts';
import { eventually } from '../../support/local-process.ts';
import { noise } from '../../support/noise.ts';
import type { OpenQueue } from '../queue.ts';
import { collect, isEmpty, receivesOf } from './collect.ts';

/** Long enough for the steps between, also on a machine that has much else to do. */
const DELAY_SECONDS = 8;
const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

const aDelivery = (body: Buffer, headers: Readonly<Record<string, string>> = {}) => ({
  provider: 'stripe' as const,
  receivedAt: NOW,
  headers,
  settings: readingSettings(LOCAL_DEFAULTS, 'stripe'),
  body,
});

/** How a message reaches the processor. */
export const describeHandingOver = (open: OpenQueue): void => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['every byte there is', EVERY_BYTE],
    ['bytes that no compression makes smaller', noise(600 * 1024)],
    ['a megabyte that does get smaller', Buffer.alloc(1024 * 1024, 'payment ')],
  ])('keeps a delivery of %s exactly', async (_, body) => {
    const queue = await open();
    const sent = aDelivery(body);
    await queue.send(encodeDelivery(sent));
    const { records } = collect(queue);
    await eventually(() => records().length > 0);
    const [{ body: text = '' } = {}] = records();
    const came = decodeDelivery(text);
    // By hand: the test tool takes seconds to compare so many bytes.
    expect(came.body.equals(body)).toBe(true);
    expect({ ...came, body }).toEqual(sent);
  });

  it('keeps every character of a name, those too that SQS refuses', async () => {
    const queue = await open();
    const name = 'Zo\u00eb \u{1f600} <&> "quoted"\r\n\t\\ \0\u007f\ud7ff\ue000\ufffd\ufffe\uffff\u{10ffff}';
    const delivery = aDelivery(EVERY_BYTE, { 'x-name': name });
    const work = { kind: 'release', awaited: `customer:${name}` } as const;
    await createDeliverySender(queue.send)(encodeDelivery(delivery), new AbortController().signal);
    await createWorkQueue(queue.send).send(work);
    const { records } = collect(queue);
    await eventually(() => records().length >= 2);
    const [first = '', second = ''] = records()
      .map(({ body }) => body)
      .toSorted((a, b) => b.length - a.length);
    expect(decodeDelivery(first)).toEqual(delivery);
    expect(decodeWork(second)).toEqual(work);
  });

  it('hands over in batches of ten at most, each message with an id of its own, and then holds none', async () => {
    const queue = await open();
    const texts = Array.from({ length: 25 }, (_, index) => `text ${index}`);
    await Promise.all(texts.map((text) => queue.send(text)));
    const { batches, records } = collect(queue);
    await eventually(() => isEmpty(queue));
    expect(new Set(records().map(({ body }) => body))).toEqual(new Set(texts));
    expect(new Set(records().map(({ messageId }) => messageId)).size).toBe(texts.length);
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(10);
  });

  it('hides a message while it is worked on, and tells that it is in flight', async () => {
    const queue = await open();
    await queue.send('text');
    let begun = (_: readonly SQSRecord[]): void => {};
    const hasBegun = new Promise<readonly SQSRecord[]>((resolve) => {
      begun = resolve;
    });
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    queue.poll(async ({ Records }) => {
      begun(Records);
      await finished;
      return { batchItemFailures: [] };
    });
    const [record] = await hasBegun;
    expect(record).toMatchObject({ body: 'text', attributes: { ApproximateReceiveCount: '1' } });
    expect((await queue.admin.depths()).queue).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
    finish();
  });

  it('holds a delayed message back, and hands over meanwhile what came after it', async () => {
    const queue = await open();
    const work = createWorkQueue(queue.send);
    await work.send({ kind: 'job', id: 'later' }, { delaySeconds: DELAY_SECONDS });
    await work.send({ kind: 'job', id: 'much-later' }, { delaySeconds: 900 });
    expect((await queue.admin.depths()).queue).toEqual({ visible: 0, inFlight: 0, delayed: 2 });
    await work.send({ kind: 'job', id: 'now' });
    const { records } = collect(queue);
    await eventually(() => records().length >= 2);
    expect(
      records()
        .slice(0, 2)
        .map(({ body }) => decodeWork(body)),
    ).toMatchObject([{ id: 'now' }, { id: 'later' }]);
    expect(records().slice(0, 2).map(receivesOf)).toEqual([1, 1]);
  });
};
