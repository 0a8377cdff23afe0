import type { Plugin } from 'esbuild';

const NAME = 'narrow-zod';

/** What `@hono/zod-openapi` uses of zod: the class that it gives `openapi` to. */
const USED = "import * as zod from 'zod'; export const z = { ZodType: zod.ZodType };";

/**
 * The library that makes the document takes zod as one value, though it needs a single class of it. A bundler cannot tell, and would keep
 * what nobody calls. `test/bundles/api.test.ts` sees when the library comes to need more.
 */
export const narrowZod: Plugin = {
  name: NAME,
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^zod$/ }, ({ importer }) =>
      /node_modules[/\\]@hono[/\\]zod-openapi[/\\]/.test(importer) ? { path: 'zod', namespace: NAME } : undefined,
    );
    onLoad({ filter: /.*/, namespace: NAME }, () => ({ contents: USED, resolveDir: '.' }));
  },
};
