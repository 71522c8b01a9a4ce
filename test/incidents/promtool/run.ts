import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBinaries } from '../../../setup/binaries';
import { STATE } from '../../../setup/paths';
import type { Incident } from '../incident';
import type { RuleFile } from '../../../docs/ruleFiles';
import { judge, type Verdict } from '../verdict';
import { readFailures, readSamples } from './answer';
import { probeOf, ruleFilesFor, testFileOf } from './testFile';

/** For a test, on a machine that is busy with others. */
export const INCIDENT_TIMEOUT_MS = 600_000;

const FOLDER = join(STATE, 'incidents');

interface Said {
  readonly passed: boolean;
  readonly text: string;
}

function test(promtool: string, file: string): Promise<Said> {
  return new Promise((resolve) => {
    execFile(promtool, ['test', 'rules', file], { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ passed: error === null, text: stdout + stderr })
    );
  });
}

/** Lets promtool live through an incident. Its file stays for a look when the verdict is bad. */
export async function runIncident(
  incident: Incident,
  ruleFiles: readonly RuleFile[] = ruleFilesFor(incident)
): Promise<Verdict> {
  const { promtool } = await ensureBinaries(['promtool']);
  await mkdir(FOLDER, { recursive: true });
  const file = join(FOLDER, `${incident.name}-${process.pid}.test.yml`);
  await writeFile(file, testFileOf(incident, ruleFiles));
  const { passed, text } = await test(promtool, file);
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
    await rm(file);
  }
  return verdict;
}
