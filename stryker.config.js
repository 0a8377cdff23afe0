import jest from './jest.config.js';

/**
 * Mutation testing of the pure core (docs/mutation.md): changes it in many small ways, and tells which changes no test sees.
 * The tests of the core alone decide, because what only a test far away would see is not written down where the next reader looks.
 */
export default {
  mutate: ['functions/domain/**/*.ts'],
  // The sandbox holds the core and its tests, no built things, tools or data; node_modules is linked.
  ignorePatterns: ['*', '!package.json', '!jest.config.js', '!functions/domain/**', '!test/domain/**', '!test/support/**'],
  tempDirName: 'coverage/mutation/sandbox',
  testRunner: 'jest',
  jest: {
    config: {
      ...jest.projects[0],
      testMatch: ['<rootDir>/test/domain/**/*.test.ts'],
      // Examples decide: the laws would run for every change, and take most of the time.
      testPathIgnorePatterns: ['laws.test.ts'],
    },
  },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Machines are slow and shared; nothing in the core loops for long, so that waiting costs nothing.
  timeoutMS: 30_000,
  timeoutFactor: 4,
  allowEmpty: false,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { reportTests: false, allowColor: false },
  htmlReporter: { fileName: 'coverage/mutation/report.html' },
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  thresholds: { high: 97, low: 95, break: 90 },
};
