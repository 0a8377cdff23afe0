import { spawnSync } from 'node:child_process';
import { MOST_ROWS } from '../../functions/api/import-rows.ts';
import { callsOf, type OpenApiDocument } from '../../functions/api/openapi/shapes.ts';
import { PROBLEM_KINDS } from '../../functions/api/problem.ts';
import { isRecord } from '../../functions/platform/record.ts';
import { STAGES } from '../../lib/aws/config.ts';
import { anApi } from './an-api.ts';

const readDocument = async (): Promise<OpenApiDocument> => (await anApi().call('/openapi.json', { key: null })).json;

/** Whatever stands under this name, anywhere inside. */
const wordsIn = (part: unknown, word: string): readonly unknown[] => {
  if (Array.isArray(part)) return part.flatMap((inner) => wordsIn(inner, word));
  if (!isRecord(part)) return [];
  return Object.entries(part).flatMap(([name, inner]) => [...(name === word ? [inner] : []), ...wordsIn(inner, word)]);
};

describe('GET /openapi.json', () => {
  it('needs no key', async () => {
    const { status, json } = await anApi().call('/openapi.json', { key: null });
    expect([status, json.openapi]).toEqual([200, '3.1.0']);
  });

  it('has for every call a name of its own, a group that is described, and a sentence', async () => {
    const document = await readDocument();
    const calls = callsOf(document).map(({ operation }) => operation);
    const names = calls.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    const groups = document.tags?.map(({ name }) => name) ?? [];
    for (const { operationId, tags, summary } of calls) {
      expect({ operationId, summary }).toEqual({ operationId: expect.any(String), summary: expect.any(String) });
      expect(groups).toContain(tags?.[0]);
    }
  });

  it('shows an example of every body, made of examples and not of types', async () => {
    const { paths } = await readDocument();
    for (const content of wordsIn(paths, 'content').filter(isRecord)) {
      for (const media of Object.values(content)) expect(Object.keys(media ?? {}).join()).toMatch(/\bexamples?\b/);
    }
    expect(JSON.stringify(wordsIn(paths, 'example'))).not.toContain('"text"');
  });

  it('tells of each call which problems it may answer, and of each problem that there is', async () => {
    const document = await readDocument();
    const answersOf = (id: string) =>
      Object.keys(callsOf(document).find(({ operation }) => operation.operationId === id)?.operation.responses ?? {}).join(' ');
    expect(answersOf('checkHealth')).toBe('200 429');
    expect(answersOf('readCustomer')).toBe('200 400 401 404 429 500 503');
    expect(answersOf('saveCustomer')).toBe('200 201 400 401 403 409 413 429 500 503');
    expect(document.components?.schemas?.['Problem']).toMatchObject({
      properties: { type: { enum: PROBLEM_KINDS.map((kind) => `/problems/${kind}`) } },
    });
  });

  it('says the limits that are kept', async () => {
    const { info } = await readDocument();
    const [prod, dev] = [STAGES.prod.throttle.api, STAGES.dev.throttle.api];
    const amount = (value: number) => value.toLocaleString('en');
    expect(info.description).toContain(`${amount(prod.ratePerSecond)} a second and ${amount(prod.burst)} at once in production`);
    expect(info.description).toContain(`${amount(dev.ratePerSecond)} and ${amount(dev.burst)} in development`);
    expect(info.description).toContain(`A body holds at most 64 KiB, an import ${amount(MOST_ROWS)} rows and 4 MiB`);
  });

  it('is as docs/openapi.json has it, and so is the client that is made of it', () => {
    const { status, stderr } = spawnSync(process.execPath, ['test/api/client/write.ts', '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
