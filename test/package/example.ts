import { readFileSync } from 'node:fs';

/** The app in docs/deploy.md, word for word, so that what people copy is what is tried. */
export const exampleApp = (): string => {
  const code = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/deploy.md', 'utf8'))?.[1];
  if (code === undefined) throw new Error('docs/deploy.md has no example in TypeScript');
  return code;
};
