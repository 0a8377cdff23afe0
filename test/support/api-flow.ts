import type { OpenApiDocument } from '../../functions/api/openapi/shapes.ts';
import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';
import * as api from '../api/client/hookledger.ts';
import { createClient } from './client.ts';
import { aParseInput, fixturesOf } from './fixtures.ts';
import { eventually, startLocalProgram } from './local-process.ts';
import { createWitness } from './witness.ts';

export const statusOf = async (answer: Promise<{ readonly status: number }>): Promise<number> => (await answer).status;

/** A body as the provider sends it. */
export const fixture = (provider: ProviderId, name: string) => fixturesOf(provider).find((one) => one.name === name)?.input.body;

/** Starts the product, and has the generated client call it before a witness. `endAll` of the local process ends it. */
export const startApiFlow = async () => {
  const { url } = await startLocalProgram();
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
  const witness = createWitness(document, fetch);
  Object.assign(api.defaults, { baseUrl: url, fetch: witness.fetch, headers: { authorization: 'Bearer local-key' } });
  const { send } = createClient(url);

  /** A webhook, and what became of it once it is processed. */
  const deliver = async (testkit: Testkit, body: Buffer = Buffer.alloc(0)): Promise<api.Event> => {
    const { id, parse } = testkit.provider;
    const status = await send(testkit, body);
    if (status !== 200) throw new Error(`The webhook was answered with ${status}`);
    const { eventId } = parse(aParseInput(body));
    await eventually(async () => (await statusOf(api.readEvent(id, eventId))) === 200);
    const read = await api.readEvent(id, eventId);
    if (read.status !== 200) throw new Error(`The event is no longer there: ${read.status}`);
    return read.data.data;
  };

  /** Follows the job that a call has started; throws when it started none. */
  const untilDone = async (starting: Promise<{ readonly status: number; readonly data: unknown }>): Promise<api.Job> => {
    const started = await starting;
    const { data } = started.data as { readonly data: api.Job };
    if (started.status !== 202) throw new Error(`No job was started: ${started.status}`);
    let job = data;
    await eventually(async () => {
      const read = await api.readJob(job.id);
      if (read.status === 200) job = read.data.data;
      return job.state === 'done' || job.state === 'failed';
    });
    return job;
  };

  return { witness, send, deliver, untilDone };
};
