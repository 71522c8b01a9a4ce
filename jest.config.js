// Timestamps in tests must not depend on where they run.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const [swcTransform] = Object.values(base.transform);

module.exports = {
  ...base,
  transform: { '^.+\\.m?[tj]sx?$': swcTransform },
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, '@react-hookz', '@ver0'])],
};
