import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MissingToolError } from '../e2e/install-emulator.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';
import { ELASTICMQ_DIFFERS } from './differences.ts';
import { installServers } from './install.ts';
import { startDynamoDbLocal, startElasticMq } from './servers.ts';
import { runSuite, type Suite } from './suite.ts';

/*
 * `npm run conformance`, or `npm run conformance -- ElasticMQ` for the suites with this in their names: see docs/conformance.md. Ends
 * with 0 when every implementation keeps its contract, 1 when one does not, 69 when a tool is missing and nothing was tried.
 */

const COULD_NOT_RUN = 69;
const OVER_DYNAMO = [
  'test/ledger/dynamo-ledger.test.ts',
  'test/ledger/item-size.test.ts',
  'test/api/over-dynamo.test.ts',
  'test/process/jobs/replay-over-dynamo.test.ts',
];
const OVER_SQS = ['test/contract/queue.test.ts'];

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const suitesAt = (dynamoDb: string, sqs: string): readonly Suite[] => [
  { name: 'ledger, in memory', files: ['test/ledger/memory-ledger.test.ts'] },
  { name: 'ledger, embedded DynamoDB', files: OVER_DYNAMO },
  { name: 'ledger, DynamoDB Local', files: OVER_DYNAMO, env: { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb } },
  { name: 'queue, embedded SQS and fakes', files: OVER_SQS },
  {
    name: 'queue, ElasticMQ',
    files: OVER_SQS,
    titles: 'an SQS|the queues of an SQS',
    env: { AWS_ENDPOINT_URL_SQS: sqs },
    differs: ELASTICMQ_DIFFERS,
  },
];

/** Runs one suite and tells of it; whether it is as it must be. */
const tell = async (suite: Suite, report: string): Promise<boolean> => {
  const startedAt = Date.now();
  const { passed, differed, wrong } = await runSuite(suite, report);
  const seconds = `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
  const counts = [`${passed} passed`, ...(differed > 0 ? [`${differed} known to differ`] : []), `${wrong.length} wrong`, seconds];
  write(`${wrong.length === 0 ? 'ok    ' : 'FAILED'}  ${suite.name.padEnd(30)}  ${counts.join(', ')}`);
  for (const text of wrong) write(text.replaceAll(/^/gm, '    '));
  return wrong.length === 0;
};

const main = async (only = ''): Promise<number> => {
  const tools = join(PROJECT_ROOT, '.tools');
  const jars = await installServers(tools);
  await mkdir(tools, { recursive: true });
  const folder = await mkdtemp(join(tools, 'conformance-run-'));
  const servers = await Promise.all([startDynamoDbLocal(jars), startElasticMq(jars)]);
  const [dynamoDb, sqs] = servers;
  let isAllWell = true;
  try {
    const suites = suitesAt(dynamoDb.endpoint, sqs.endpoint).filter(({ name }) => name.includes(only));
    if (suites.length === 0) throw new Error(`There is no suite with ${only} in its name`);
    for (const suite of suites) {
      if (!(await tell(suite, join(folder, 'report.json')))) isAllWell = false;
    }
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()));
    await rm(folder, { recursive: true });
  }
  return isAllWell ? 0 : 1;
};

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  if (!(error instanceof MissingToolError)) throw error;
  write(`Could not run: ${error.message}`);
  process.exitCode = COULD_NOT_RUN;
}
