import { readFileSync } from 'node:fs';
import { build, type Metafile } from 'esbuild';
import { bundlingOf } from '../../lib/aws/bundling.ts';
import { allEntries } from '../../lib/aws/entries.ts';
import { LEFT_OUT } from '../../lib/aws/leave-out.ts';

const metafiles: Metafile[] = [];

beforeAll(async () => {
  for (const [name, entry] of allEntries()) {
    const { metafile } = await build({
      ...bundlingOf(name),
      entryPoints: [entry],
      outfile: 'index.mjs',
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    metafiles.push(metafile);
  }
});

const inputs = (): readonly string[] => [...new Set(metafiles.flatMap((metafile) => Object.keys(metafile.inputs)))];

// Where a module has moved to, or gone, the bundle would have it again, or this list a line for nothing.
it.each(LEFT_OUT)('every bundle holds what stands in the place of $file', ({ file, instead }) => {
  const bytes = metafiles.map((metafile) => metafile.inputs[file]?.bytes);
  expect(new Set(bytes)).toEqual(new Set([Buffer.byteLength(instead)]));
});

/** Whether an operation of a client of the SDK sends or receives a stream, by its schemas. */
const streams = (client: string): boolean =>
  /\bstreaming\b/.test(readFileSync(`node_modules/@aws-sdk/${client}/dist-es/schemas/schemas_0.js`, 'utf8'));

it('no client in a bundle streams events', () => {
  const clients = new Set(inputs().flatMap((path) => /^node_modules\/@aws-sdk\/(client-[a-z-]+)\//.exec(path)?.[1] ?? []));
  expect([...clients].sort()).toEqual(['client-dynamodb', 'client-secrets-manager', 'client-sqs']);
  expect([...clients].filter(streams)).toEqual([]);
});

it('sees that another client does', () => expect(streams('client-lambda')).toBe(true));
