import { testkit as stripe } from '../../functions/providers/stripe/testkit.ts';
import { createClient } from '../support/client.ts';
import { aFolder, endAll, startLocalProgram } from '../support/local-process.ts';

afterAll(endAll);

const at = new Date('2026-01-05T12:00:00Z');
const aPayment = (id: string) => stripe.payment({ eventId: `evt_${id}`, paymentId: `ch_${id}`, minor: 500, customerKey: 'acme', at });
const LIST = '/v1/customers/acme/transactions?limit=250';

describe('the data folder', () => {
  it('keeps the ledger over a restart', async () => {
    const env = { DATA_DIR: aFolder() };
    const first = await startLocalProgram({ env });
    const { post, send, until } = createClient(first.url);
    await post('/v1/customers', { key: 'acme' });
    await send(stripe, aPayment('1'));
    await until(LIST, ({ body }) => body.data.items.length === 1);
    expect((await first.kill('SIGTERM')).code).toBe(0);

    const second = await startLocalProgram({ env });
    const { body } = await createClient(second.url).get(LIST);
    expect(body.data.items).toMatchObject([{ key: 'stripe:charge:ch_1', net_amount: 500 }]);
    await second.kill('SIGTERM');
  });

  it('keeps every acknowledged event when all is killed with -9 in the middle, and counts each exactly once', async () => {
    const env = { DATA_DIR: aFolder() };
    const acknowledged = new Set<string>();
    const KILLS = 3;
    const PER_RUN = 60;
    for (let run = 0; run < KILLS; run += 1) {
      const server = await startLocalProgram({ env });
      const { post, send } = createClient(server.url);
      if (run === 0) await post('/v1/customers', { key: 'acme' });
      const ids = Array.from({ length: PER_RUN }, (_, index) => `${run}_${index}`);
      const sending = ids.map(async (id) => {
        const status = await send(stripe, aPayment(id)).catch(() => 0);
        if (status === 200) acknowledged.add(id);
        if (acknowledged.size >= (run + 1) * (PER_RUN / 2)) await server.kill('SIGKILL');
      });
      await Promise.allSettled(sending);
      await server.kill('SIGKILL');
    }

    const server = await startLocalProgram({ env });
    const { until, get } = createClient(server.url);
    const keys = (items: readonly Readonly<Record<string, unknown>>[]) => items.map(({ key }) => key);
    const { body } = await until(LIST, (answer) =>
      [...acknowledged].every((id) => keys(answer.body.data.items).includes(`stripe:charge:ch_${id}`)),
    );
    const listed = keys(body.data.items);
    expect(new Set(listed).size).toBe(listed.length);
    expect(acknowledged.size).toBeGreaterThanOrEqual(PER_RUN);
    for (const item of body.data.items) expect(item).toMatchObject({ amount: 500, net_amount: 500 });
    expect((await get('/v1/waiting')).body.data.items).toEqual([]);
    await server.kill('SIGTERM');
  });
});
