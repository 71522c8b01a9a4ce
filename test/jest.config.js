// Tests that cross a process: real servers, real Prometheus, real files. One worker, so that they do not starve each other.
process.env.TZ = 'UTC';

const base = require('../jest.config');

module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{test,demo}/**/*.test.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
  transform: base.transform,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/build', '<rootDir>/.elastiscope'],
};
