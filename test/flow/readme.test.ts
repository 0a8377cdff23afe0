import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { createClient } from '../support/client.ts';
import { endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';

const run = promisify(execFile);

/** The blocks that a reader copies into a shell, in order. */
const blocks = [...readFileSync('README.md', 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? '');

let server: LocalProcess;
beforeAll(async () => {
  server = await startLocalProgram();
});
afterAll(endAll);

/** As printed, but for the port: the test takes a free one. */
const paste = async (block: string) => (await run('sh', ['-c', block.replaceAll('http://127.0.0.1:3000', server.url)])).stdout;

describe('the commands of the README', () => {
  it('send a signed payment, read it, and link a customer, as printed', async () => {
    const [send, read, link] = blocks;
    expect(blocks).toHaveLength(3);
    expect(await paste(send ?? '')).toMatch(/^HTTP\/1.1 200 OK/);
    await createClient(server.url).until('/v1/transactions/stripe:charge:ch_readme_1', ({ status }) => status === 200);
    expect(JSON.parse(await paste(read ?? '')).data).toMatchObject({
      amount: 2000,
      net_amount: 2000,
      currency: 'USD',
      customer_key: 'acme',
      partner_key: 'partner-1',
    });
    expect(JSON.parse(await paste(link ?? '')).data).toMatchObject({ key: 'acme', provider_keys: ['stripe:customer:cus_readme_1'] });
  });
});
