// The schemas of the API carry the words of its document: loading the library gives every schema its `openapi`. To be imported whole,
// `import * as z`, so that a bundler sees what is used of it; the library's own `z` is all of zod.
import '@hono/zod-openapi';

export * from 'zod';
