import { basename } from 'node:path';
import { ensureBinaries } from '../../setup/binaries';
import { PROMTOOL_TIMEOUT_MS, testRules } from '../promtool';
import { readRuleTest, runnable } from './ruleTest';

async function expectToPass(promtool: string, path: string, content: string): Promise<void> {
  const { passed, text, forget } = await testRules(promtool, basename(path), content);
  if (!passed) {
    // Not expect(): the difference to an empty text is no help.
    throw new Error(text);
  }
  await forget();
}

/**
 * The tests of a file. The jest project says by which promtool (`globals.PROMTOOL`, see test/jest.config.js): the oldest
 * that we support, or one of Prometheus 3 where there is one.
 */
export function describeRuleTest(path: string): void {
  const name = basename(path);
  const { PROMTOOL3_BIN: promtool3 } = process.env;

  if (PROMTOOL === 'newest') {
    (promtool3 ? it : it.skip)(
      `${name} passes with Prometheus 3`,
      () => expectToPass(String(promtool3), path, runnable(path, { fuzzy: true })),
      PROMTOOL_TIMEOUT_MS
    );
    return;
  }
  (readRuleTest(path).promtool === undefined ? it : it.skip)(
    `${name} passes`,
    async () => {
      const { promtool } = await ensureBinaries(['promtool']);
      await expectToPass(promtool, path, runnable(path));
    },
    PROMTOOL_TIMEOUT_MS
  );
}
