import { customerKey } from '../../../functions/domain/keys.ts';
import { createDynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { newJob } from '../../../functions/ledger/job.ts';
import { workOffJob } from '../../../functions/process/jobs/job.ts';
import { startDynamo, type TestDynamo } from '../../support/dynamo.ts';
import { aCustomer, aPayment, aRefund } from '../../support/ledger-events.ts';
import { brokenProvider, mendedProvider, processorWith } from '../../support/mended-provider.ts';
import { eventOf, NOW } from '../../support/processor.ts';

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

it('replays and rebuilds over DynamoDB what it does over memory', async () => {
  const ledger = createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables() });
  const broken = processorWith(brokenProvider, ledger);
  await broken.processDelivery(eventOf(aCustomer()));
  for (let n = 0; n < 30; n += 1) {
    const key = `stripe:charge:ch_${n}` as const;
    await broken.processDelivery(eventOf(aPayment({ key, id: `evt_${n}` })));
    await broken.processDelivery(eventOf(aRefund({ target: { transaction: key }, id: `evt_refund_${n}`, minor: 250 })));
  }
  const request = { from: null, to: NOW.getTime() + 1, settings: 'then' };
  await ledger.write([{ kind: 'job', item: newJob({ id: 'job-1', kind: 'replay', dryRun: false, request, createdAt: 0 }) }]);
  const { deps, drain } = processorWith(mendedProvider, ledger);
  await workOffJob(deps, 'job-1');
  await drain();
  expect(await ledger.readJob('job-1')).toMatchObject({ state: 'done', total: 61, done: 61, notes: [] });
  const { items } = await ledger.listTransactions(customerKey('acme'), { limit: 100 });
  expect(items).toHaveLength(30);
  for (const { view } of items) expect(view).toMatchObject({ amount: 1_000, refundedAmount: 250, netAmount: 750 });
  expect(await ledger.readRecord('stripe:evt_3')).toMatchObject({ adapterVersion: 2, outcome: 'recorded' });
});
