import { callsOf } from '../../functions/api/openapi/shapes.ts';
import { PROBLEM_KINDS } from '../../functions/api/problem.ts';
import { anApi } from './an-api.ts';

const readPage = async (): Promise<{ readonly response: Response; readonly page: string }> => {
  const response = await anApi().app.request('/docs');
  return { response, page: await response.text() };
};

describe('GET /docs', () => {
  it('needs no key, no script, and nothing from anywhere', async () => {
    const { response, page } = await readPage();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|@import|url\(|\son\w+=/i);
    expect(page.match(/href="(?![#/])[^"]*"/g)).toBeNull();
  });

  it('has a place for every call, problem and schema of the document, and no link that leads nowhere', async () => {
    const { page } = await readPage();
    const document = (await anApi().call('/openapi.json')).json;
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        ...callsOf(document).map(({ operation }) => operation.operationId),
        ...PROBLEM_KINDS.map((kind) => `problem-${kind}`),
        ...Object.keys(document.components.schemas).map((name) => `schema-${name}`),
      ]),
    );
    expect([...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('shows texts as texts', async () => {
    const { page } = await readPage();
    expect(page).toContain('Authorization: Bearer &lt;api key&gt;');
    expect(page).not.toContain('[object ');
  });
});

describe('the type of a problem', () => {
  it.each(PROBLEM_KINDS)('leads to what is said of %s', async (kind) => {
    const answer = await anApi().app.request(`/problems/${kind}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/docs#problem-${kind}`]);
  });

  it('leads nowhere when there is no such problem', async () => {
    expect((await anApi().call('/problems/constructor', { key: null })).status).toBe(404);
  });
});
