import { ensureGoTool } from '../../setup/goTools';

/** Looks for promtool 3 before jest starts its workers, which find it in the environment. */
export default async function findPromtool3(): Promise<void> {
  const { file, missing } = await ensureGoTool('promtool3', (line) => console.error(`promtool 3: ${line}`));
  if (file === undefined) {
    delete process.env.PROMTOOL3_BIN;
    console.error(`\npromtool 3: rule tests are SKIPPED with Prometheus 3: ${missing}. PROMTOOL3_BIN can name one.`);
  } else {
    process.env.PROMTOOL3_BIN = file;
  }
}
