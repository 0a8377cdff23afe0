import { rmSync } from 'node:fs';
import { endAll } from '../support/local-process.ts';
import { testkits } from '../support/testkits.ts';
import { type Server, startServer } from './a-server.ts';
import { paymentOf, proven } from './bad-input.ts';
import { sendAsIs } from './wire.ts';

/** The running product without secrets: nothing is ever let in for want of one. */
let server: Server;
afterAll(endAll);

const answers = () =>
  Promise.all(
    testkits.map(async (testkit) => {
      const { id, verifier } = testkit.provider;
      const sent = proven(testkit, paymentOf(testkit, 3_000_000), new Date());
      const { status, headers, body } = await sendAsIs(server.url, { path: `/webhooks/${id}`, ...sent });
      return { status, body, challenged: headers['www-authenticate'] === verifier.challenge };
    }),
  );

const queued = async () => (await server.newLines()).filter((line) => line.includes('"delivery sent"'));

it('[BI 58] answers 401 at every door while no secret is configured, and tells so', async () => {
  server = await startServer({});
  expect(await answers()).toEqual(testkits.map(() => ({ status: 401, body: '', challenged: true })));
  const lines = await server.newLines();
  expect(lines.filter((line) => line.includes('"reason":"no_secret_configured"'))).toHaveLength(testkits.length);
  expect(lines.filter((line) => line.includes('"delivery sent"'))).toEqual([]);
});

it('[BI 59] answers 503 at every door while the secrets cannot be read', async () => {
  server = await startServer({});
  rmSync(server.secretsFile);
  expect((await answers()).map(({ status, body }) => [status, body])).toEqual(testkits.map(() => [503, '']));
  expect(await queued()).toEqual([]);
});
