const { join } = require('node:path');

const DESCRIBE = join(__dirname, 'describeRuleTest');

// Makes a file of rule tests a file of jest, so that jest spreads them over the cores, the longest first.
module.exports = {
  process: (_text, path) => ({
    code: `require(${JSON.stringify(DESCRIBE)}).describeRuleTest(${JSON.stringify(path)});`,
  }),
};
