import { ensureBinaries } from '../../../setup/binaries';
import type { RuleFile } from '../../../docs/ruleFiles';
import { testRules } from '../../promtool';
import type { Incident } from '../incident';
import { judge, type Verdict } from '../verdict';
import { readFailures, readSamples } from './answer';
import { probeOf, ruleFilesFor, testFileOf } from './testFile';

/** Lets promtool live through an incident. Its file stays for a look when the verdict is bad. */
export async function runIncident(
  incident: Incident,
  ruleFiles: readonly RuleFile[] = ruleFilesFor(incident)
): Promise<Verdict> {
  const { promtool } = await ensureBinaries(['promtool']);
  const { passed, text, file, forget } = await testRules(
    promtool,
    `${incident.name}.test.yml`,
    testFileOf(incident, ruleFiles)
  );
  const failures = readFailures(text);
  const probe = failures.find(({ expr }) => expr === probeOf(incident));
  if (!passed && failures.length === 0) {
    throw new Error(`${incident.name}: promtool could not run ${file}\n${text.slice(0, 4000)}`);
  }
  const verdict = judge(incident, readSamples(probe?.got ?? 'nil'));
  const refused = failures.filter((failure) => failure !== probe);
  if (refused.length > 0 !== verdict.problems.length > 0) {
    throw new Error(`${incident.name}: promtool and the verdict disagree, see ${file}\n${text.slice(0, 4000)}`);
  }
  if (verdict.problems.length === 0) {
    await forget();
  }
  return verdict;
}
