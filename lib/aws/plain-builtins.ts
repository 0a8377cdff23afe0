import type { Plugin } from 'esbuild';

const NAME = 'plain-builtins';

/**
 * Takes Node's own modules as `require` gives them. An `import` makes Node read everything that a module exports, and much of that loads
 * other modules at its first look: `fetch` behind `node:http`, files as promises behind `node:fs`, the consoles behind `node:process`.
 */
export const plainBuiltins: Plugin = {
  name: NAME,
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: NAME }));
    onLoad({ filter: /.*/, namespace: NAME }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};
