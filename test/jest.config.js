// Tests that cross a process: real servers, real Prometheus, real files. They mostly wait, so two at a time.
process.env.TZ = 'UTC';

const base = require('../jest.config');

module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{test,demo}/**/*.test.ts'],
  testTimeout: 120_000,
  maxWorkers: 2,
  transform: base.transform,
  transformIgnorePatterns: base.transformIgnorePatterns,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/build', '<rootDir>/.elastiscope'],
};
