// Entry of `npm run incidents`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROJECT } from '../../setup/paths';
import type { Incident } from './incident';
import { INCIDENTS } from './library';
import { runIncident } from './promtool/run';
import { alertsWithoutIncident, reportOf, type Outcome } from './report';
import { WEEKS } from './weeks';

const REPORT = join(PROJECT, 'docs', 'incidents.md');

/** promtool uses hardly more than one core. */
const AT_A_TIME = 2;

const HELP = `npm run incidents [-- NAME … --weeks]

Lets promtool live through the incidents of test/incidents against the rule files that ship, and says for each alert whether it
fired in time and whether it fired when it should not have. Without a name all of them; then the report goes to docs/incidents.md.
A name selects an incident, or all of a system.

--weeks   live through an ordinary week of each system, too, which takes promtool a quarter of an hour each
--list    name the incidents and weeks

Ends with 1 when an alert was missed, late or false, or is in no incident.`;

async function run(incidents: readonly Incident[]): Promise<Outcome[]> {
  const outcomes = new Map<Incident, Outcome>();
  const waiting = [...incidents];
  const worker = async () => {
    for (let incident = waiting.shift(); incident; incident = waiting.shift()) {
      const begunAt = performance.now();
      const verdict = await runIncident(incident);
      outcomes.set(incident, { incident, verdict });
      const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
      const { name, system } = incident;
      console.error(
        `${outcomes.size}/${incidents.length} ${verdict.problems.length === 0 ? '✔' : '✘'} ${system} ${name} (${seconds} s)`
      );
      verdict.problems.forEach((problem) => console.error(`    ${problem}`));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return incidents.flatMap((incident) => outcomes.get(incident) ?? []);
}

async function writeReport(text: string): Promise<void> {
  const options = await resolveConfig(REPORT);
  await writeFile(REPORT, await format(text, { ...options, parser: 'markdown' }));
  console.error('wrote docs/incidents.md');
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const known = args.includes('--weeks') ? [...INCIDENTS, ...WEEKS] : INCIDENTS;
  if (args.includes('--list')) {
    [...INCIDENTS, ...WEEKS].forEach(({ system, name, story }) =>
      console.log(`${system.padEnd(14)} ${name.padEnd(32)} ${story}`)
    );
    return 0;
  }
  const names = args.filter((arg) => arg !== '--weeks');
  const isCalled = (incident: Incident, name: string) => incident.name === name || incident.system === name;
  const unknown = names.filter((name) => !known.some((incident) => isCalled(incident, name)));
  if (unknown.length > 0) {
    console.error(`npm run incidents: unknown ${unknown.join(', ')}. --list names the incidents.`);
    return 2;
  }
  const chosen = names.length === 0 ? known : known.filter((one) => names.some((name) => isCalled(one, name)));
  const outcomes = await run(chosen);
  const failed = outcomes.filter(({ verdict }) => verdict.problems.length > 0);
  console.log(`${outcomes.length - failed.length} of ${outcomes.length} as they must`);
  if (names.length > 0) {
    return failed.length === 0 ? 0 : 1;
  }
  const isWeek = ({ incident }: Outcome) => WEEKS.includes(incident);
  await writeReport(
    reportOf(
      outcomes.filter((one) => !isWeek(one)),
      outcomes.filter(isWeek)
    )
  );
  const missing = alertsWithoutIncident(chosen);
  missing.forEach((alert) => console.log(`${alert} is in no incident`));
  return failed.length + missing.length === 0 ? 0 : 1;
}

void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  }
);
