import { build } from 'esbuild';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';

/** The modules that end up in a provider's ingest function, bundled as for AWS. */
const bundle = async (provider: string) => {
  const { metafile, outputFiles } = await build({
    entryPoints: [`functions/providers/${provider}/ingest.ts`],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    write: false,
    logLevel: 'silent',
    // Imported only when a secret is fetched; it doubles the time of this test.
    external: ['@aws-sdk/client-secrets-manager'],
  });
  return { inputs: Object.keys(metafile.inputs), bytes: outputFiles[0]?.contents.length ?? 0 };
};

it.each(PROVIDER_IDS)('the door for %s bundles no parser and no schema library', async (provider) => {
  const { inputs, bytes } = await bundle(provider);
  expect(inputs.filter((path) => /node_modules\/(zod|fast-xml-parser)\/|\/(parse|schema|index)\.ts$/.test(path))).toEqual([]);
  expect(bytes).toBeLessThan(450_000);
});
