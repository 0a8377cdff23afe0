const { transformSync } = require('esbuild');

/** Types away, modules to CommonJS with the folder that a module asks for, a source map for the stack traces. */
module.exports = {
  process: (source, filename) =>
    transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node22',
      define: { 'import.meta.dirname': '__dirname' },
      sourcemap: 'inline',
      sourcefile: filename,
    }),
};
