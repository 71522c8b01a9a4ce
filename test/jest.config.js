// Tests that cross a process: real servers, real Prometheus, real files.
process.env.TZ = 'UTC';

const { dirname } = require('node:path');
const base = require('../jest.config');

const rootDir = dirname(__dirname);

const shared = {
  rootDir,
  testEnvironment: 'node',
  transform: base.transform,
  transformIgnorePatterns: base.transformIgnorePatterns,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/build', '<rootDir>/.elastiscope'],
};

/** Weeks and months of rules take promtool minutes; shorter tests of the same rules are among the others. */
const LONG_RULES = '/test/rules/(month|[a-z-]+-week)\\.test\\.yml$';

/** The whole library of incidents; those that page somebody are among the others. */
const INCIDENTS = '/test/incidents/whole/';

/** Files of rule tests are files of jest: see test/rules/ruleTestTransform.js. */
const rules = {
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'tsx', 'json', 'node', 'yml'],
  transform: { ...base.transform, '\\.test\\.yml$': '<rootDir>/test/rules/ruleTestTransform.js' },
};

module.exports = {
  rootDir,
  testTimeout: 120_000,
  projects: [
    {
      ...shared,
      // Files that ship, and what tools make of them: they keep the cores busy and look at no clock.
      ...rules,
      displayName: 'bundle',
      testMatch: [
        '<rootDir>/test/{rules,routing,incidents,compose,kubernetes,bench,engines,judgement}/**/*.test.ts',
        '<rootDir>/test/rules/*.test.yml',
      ],
      testPathIgnorePatterns: ['/node_modules/', LONG_RULES, INCIDENTS, '/prometheus3\\.test\\.ts$'],
      globals: { PROMTOOL: 'oldest' },
    },
    {
      ...shared,
      ...rules,
      displayName: 'long',
      testRegex: [LONG_RULES, `${INCIDENTS}.*\\.test\\.ts$`],
      globals: { PROMTOOL: 'oldest' },
    },
    {
      ...shared,
      // The same files of rule tests, by the promtool of Prometheus 3.
      ...rules,
      globalSetup: '<rootDir>/test/rules/globalSetup.ts',
      displayName: 'newest',
      testMatch: ['<rootDir>/test/rules/*.test.yml', '<rootDir>/test/rules/prometheus3.test.ts'],
      globals: { PROMTOOL: 'newest' },
    },
    {
      ...shared,
      // Running processes: they mostly wait, and some look at the clock.
      displayName: 'process',
      testMatch: ['<rootDir>/test/{integration,setup}/**/*.test.ts', '<rootDir>/demo/**/*.test.ts'],
    },
  ],
};
