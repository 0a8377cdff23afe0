const { transformSync } = require('esbuild');

/** Types away, modules to CommonJS, a source map for the stack traces. */
module.exports = {
  process: (source, filename) =>
    transformSync(source, { loader: 'ts', format: 'cjs', target: 'node22', sourcemap: 'inline', sourcefile: filename }),
};
