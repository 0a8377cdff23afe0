import { TEST_WITHIN_MS } from './test/support/limits.ts';

/**
 * Tests that wait for processes of their own or walk through very many orders: a minute and a half of them beside the minute and a
 * half of all others. `npm test` leaves them out, `npm run test:slow` runs them, and CI both.
 */
const SLOW = [
  'test/bad-inputs/over-http.test.ts',
  'test/bundles/credentials.test.ts',
  'test/bundles/ingest-start.test.ts',
  'test/cli/csv.test.ts',
  'test/cli/explain.test.ts',
  'test/cli/import-resume.test.ts',
  'test/cli/mending.test.ts',
  'test/cli/redrive.test.ts',
  'test/cli/usage.test.ts',
  'test/contract/queue.test.ts',
  'test/events/event-command.test.ts',
  'test/faults/crashes/crashes.test.ts',
  'test/faults/fake-ledgers.test.ts',
  'test/faults/store.test.ts',
  'test/flow/durability.test.ts',
  'test/local/stack.test.ts',
  'test/process/crashes.test.ts',
  'test/process/interleavings.test.ts',
  'test/process/jobs/replay-over-dynamo.test.ts',
  'test/process/orders.test.ts',
  'test/proof/orders/lattice.test.ts',
  'test/secrets/secrets.test.ts',
  'test/simulate/simulate.test.ts',
  'test/simulate/stopping.test.ts',
  'test/world/stripe.test.ts',
  'test/world/world.test.ts',
];

/** Tests run the sources through esbuild, which only strips types; `npm run check` is what checks them. */
const common = {
  testEnvironment: 'node',
  transform: { '\\.ts$': '<rootDir>/test/support/esbuild-transformer.cjs' },
};

export default {
  projects: [
    {
      ...common,
      displayName: 'quick',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: SLOW.map((path) => `/${path}$`),
    },
    { ...common, displayName: 'slow', testMatch: SLOW.map((path) => `<rootDir>/${path}`) },
  ],
  testTimeout: TEST_WITHIN_MS,
  // Many tests wait for a process of their own, so that a worker a core keeps no core busy.
  maxWorkers: '100%',
};
