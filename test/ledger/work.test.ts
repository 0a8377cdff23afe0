import { decodeWork, encodeWork, type Work, WorkFormatError } from '../../functions/ledger/work.ts';
import { createWorkQueue } from '../../functions/ledger/work-queue.ts';

const EVERY_KIND: readonly Work[] = [
  { kind: 'resolve', rows: [{ table: 'transactions', key: 'stripe:charge:ch_1' }] },
  { kind: 'resolve', rows: [] },
  { kind: 'release', awaited: 'customer:a b#%/\n\u00e9' },
  { kind: 'release', awaited: 'link:stripe:customer:cus:1', after: 'stripe:charge:ch_1' },
  { kind: 'release_job', id: 'job-1' },
  { kind: 'job', id: 'job-1' },
  { kind: 'replay', event: 'recurly:sha256-1f:b', settings: 'then' },
  { kind: 'reclaim', providerKey: 'recurly:account:acme', from: null },
  { kind: 'reclaim', providerKey: 'stripe:customer:cus_1', from: 1780308000000 },
  {
    kind: 'reclaim',
    providerKey: 'stripe:customer:cus_1',
    from: null,
    place: { customer: 'acme', table: 'transactions', cursor: 'eyJsIjoi' },
  },
  { kind: 'heartbeat', sentAt: 1780308000000 },
];

it.each(EVERY_KIND)('reads back what it wrote: %j', (work) => {
  expect(decodeWork(encodeWork(work))).toEqual(work);
});

const release = { v: 1, kind: 'release', awaited: 'customer:acme' };

it.each([
  ['no JSON', 'x'],
  ['no object', 'null'],
  ['another version', JSON.stringify({ ...release, v: 2 })],
  ['an unknown kind', JSON.stringify({ ...release, kind: 'other' })],
  ['an unknown field', JSON.stringify({ ...release, more: 1 })],
  ['a key of no kind', JSON.stringify({ ...release, awaited: 'acme' })],
  ['a key of no provider', JSON.stringify({ ...release, awaited: 'link:paypal:customer:1' })],
  ['a row of no table', JSON.stringify({ v: 1, kind: 'resolve', rows: [{ table: 'customers', key: 'x' }] })],
  ['half a millisecond', JSON.stringify({ v: 1, kind: 'reclaim', providerKey: 'stripe:customer:cus_1', from: 0.5 })],
])('refuses a message with %s', (_, message) => {
  expect(() => decodeWork(message)).toThrow(WorkFormatError);
});

it('names the field that is wrong, and not its value', () => {
  expect(() => decodeWork(JSON.stringify({ ...release, awaited: 'secret' }))).toThrow(/^A message is no work: awaited$/);
});

it('leaves work on a queue, late when that is asked for', async () => {
  const sent: unknown[] = [];
  const queue = createWorkQueue(async (...message) => void sent.push(message));
  await queue.send({ kind: 'release_job', id: 'job-1' });
  await queue.send({ kind: 'release_job', id: 'job-2' }, { delaySeconds: 900 });
  expect(sent).toEqual([
    ['{"v":1,"kind":"release_job","id":"job-1"}', undefined],
    ['{"v":1,"kind":"release_job","id":"job-2"}', { delaySeconds: 900 }],
  ]);
});
