import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FOLDER = join(__dirname, 'prometheus-3');
const { PROMTOOL3_BIN: promtool3 } = process.env;

describe('alerts/prometheus-3', () => {
  // Prometheus 2 cannot read the names in these files.
  (promtool3 ? it : it.skip).each(readdirSync(FOLDER))('%s passes', async (name) => {
    await run(String(promtool3), ['test', 'rules', join(FOLDER, name)]);
  });
});
