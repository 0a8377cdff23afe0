// The schemas of the API carry the words of its document: loading the library gives every schema its `openapi`. To be imported whole,
// `import * as z`, so that a bundle holds what is used of it; the library's own `z` is all of zod, with its messages in fifty languages.
import '@hono/zod-openapi';

export * from 'zod';
