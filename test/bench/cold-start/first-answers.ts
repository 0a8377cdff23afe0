import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { testkit } from '../../../functions/providers/stripe/testkit.ts';
import { anEvent } from '../../support/ingest.ts';
import { stripeBodies } from '../ingest/bodies.ts';
import { ratioText, spreadOf, spreadText } from '../stats.ts';
import { type Bundle, INGEST, USUAL } from './build-bundles.ts';
import { runFunction, type Start } from './run-function.ts';
import { startStandIn } from './stand-in.ts';

/** The two functions that are compared, each with its starts. */
export type FirstAnswers = readonly { readonly name: string; readonly starts: readonly Start[] }[];

/** From nothing to the first 200, in fresh processes, in turns: SQS and Secrets Manager are reached by TLS, and answer at once. */
export const firstAnswers = async (bundles: readonly Bundle[], folder: string, rounds: number): Promise<FirstAnswers> => {
  const standIn = await startStandIn(folder, testkit.secret);
  const compared = bundles.filter(({ name }) => name === INGEST || name === USUAL).map((bundle) => ({ ...bundle, starts: [] as Start[] }));
  const queueUrl = `${standIn.endpoint}/000000000000/q`;
  const env = {
    NODE_EXTRA_CA_CERTS: standIn.certificate,
    AWS_ENDPOINT_URL: standIn.endpoint,
    HOOKLEDGER_QUEUE_URL: queueUrl,
    HOOKLEDGER_SECRET_ID: 'bench/stripe',
    HOOKLEDGER_SETTINGS_JSON: JSON.stringify(LOCAL_DEFAULTS),
    QUEUE_URL: queueUrl,
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_WEBHOOK_SECRET: 'whsec_local',
  };
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const { file, starts } of compared) starts.push(await runFunction(file, { ...env, REQUEST: genuineRequest() }));
  } finally {
    standIn.stop();
  }
  return compared;
};

const genuineRequest = (): string => {
  const body = stripeBodies()[0]?.body ?? Buffer.alloc(0);
  return JSON.stringify(anEvent({ headers: { ...testkit.sign(body, testkit.secret, new Date()).headers }, body }));
};

export const firstAnswersTable = (answers: FirstAnswers) => {
  const of = (figure: (start: Start) => number) => answers.map(({ starts }) => spreadOf(starts.map(figure)));
  const row = (what: string, figure: (start: Start) => number) => {
    const spreads = of(figure);
    const [theirs, ours] = [USUAL, INGEST].map((name) => spreads[answers.findIndex((answer) => answer.name === name)]);
    return theirs && ours ? [what, spreadText(ours), spreadText(theirs), ratioText(ours, theirs)] : [what];
  };
  return {
    caption:
      'From nothing to the first 200, in ms, over TLS to a stand-in of SQS and Secrets Manager that answers at once. Ours fetches its secret ' +
      'at the first request; the usual handler has its secret in the environment, and fetches none.',
    head: ['what', INGEST, 'the usual handler', 'ratio'],
    rows: [
      row('load', ({ importMs }) => importMs),
      row('first request', ({ firstMs }) => firstMs),
      row('both', ({ importMs, firstMs }) => importMs + firstMs),
      row('load, CPU', ({ importCpuMs }) => importCpuMs),
      row('first request, CPU', ({ firstCpuMs }) => firstCpuMs),
      row('both, CPU', ({ importCpuMs, firstCpuMs }) => importCpuMs + firstCpuMs),
    ],
  };
};
