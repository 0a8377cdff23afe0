/** Tests run the sources through esbuild, which only strips types; `npm run check` is what checks them. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/esbuild-transformer.cjs' },
  testTimeout: 20_000,
  // Many tests wait for a process of their own, so that a worker a core keeps no core busy.
  maxWorkers: '100%',
};
