import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** One step of `npm test`: an npm script, and whether it may share the machine with others. */
interface Step {
  readonly script: string;
  readonly title: string;
  /** Steps that look at the clock or drive a browser run by themselves, after everything else. */
  readonly alone?: boolean;
}

/** The longest first, so that the others run beside it. */
const STEPS: readonly Step[] = [
  { script: 'test:bundle', title: 'what ships as files: rules, incidents that page, routing, manifests' },
  { script: 'build', title: 'build the plugin and the exporter' },
  { script: 'typecheck', title: 'type check' },
  { script: 'typecheck:floor', title: 'type check against the oldest supported Grafana' },
  { script: 'lint', title: 'lint, with the import directions between rooms' },
  { script: 'format:check', title: 'format' },
  { script: 'test:unit', title: 'unit tests' },
  {
    script: 'test:process',
    title: 'tests across processes: sidecar, fleet, from request to notification',
    alone: true,
  },
  { script: 'test:browser', title: 'browser tests on the preview page', alone: true },
  { script: 'test:e2e', title: 'end-to-end tests in a Grafana', alone: true },
];

const HELP = `npm test [-- STEP …]

Runs everything, or only the named steps:
${STEPS.map(({ script, title }) => `  ${script.padEnd(18)} ${title}`).join('\n')}

Installs what is missing (npm packages; Prometheus, Alertmanager, nginx and Chromium into .elastiscope/cache).
What takes promtool long is apart: npm run test:long runs the whole library of incidents, weeks and months of rules, and
the tests of rules with Prometheus 3.
GRAFANA_URL or GRAFANA_HOME makes the end-to-end step run in that Grafana; without, it says that it was skipped.`;

interface Outcome {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
  readonly files: readonly TestFile[];
}

interface TestFile {
  readonly name: string;
  readonly seconds: number;
}

const SLOWEST_SHOWN = 10;

/** A file of tests that jest reports as done; it tells the time of those that took a while. */
const DONE_FILE = /^(?:PASS|FAIL)\s+(?:\w+\s+)?(\S+\.test\.\w+)(?: \(([\d.]+) s\))?$/;

/** Hands on what a step says: all of one that runs alone, and of one that shares the terminal the files that are done. */
function follow(stream: Readable, step: Step, output: string[], files: TestFile[]): void {
  createInterface({ input: stream }).on('line', (line) => {
    output.push(line);
    const [, name, seconds = '0'] = DONE_FILE.exec(stripVTControlCharacters(line).trim()) ?? [];
    if (name !== undefined) {
      files.push({ name, seconds: Number(seconds) });
    }
    if (step.alone) {
      console.log(line);
    } else if (name !== undefined) {
      console.log(`  ${step.script}: ${line}`);
    }
  });
}

async function run(step: Step): Promise<Outcome> {
  const started = Date.now();
  console.log(`▶ ${step.script}: ${step.title}`);
  const child = spawn('npm', ['run', '--silent', step.script], { stdio: ['inherit', 'pipe', 'pipe'] });
  const output: string[] = [];
  const files: TestFile[] = [];
  [child.stdout, child.stderr].forEach((stream) => follow(stream, step, output, files));
  const code = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
  const ok = code === 0;
  const seconds = Math.round((Date.now() - started) / 1000);
  if (!step.alone && (!ok || process.env.CI)) {
    console.log(output.join('\n'));
  }
  console.log(`${ok ? '✔' : '✘'} ${step.script} (${seconds} s)`);
  return { step, ok, seconds, files };
}

/** Where the time went. */
function summarize(outcomes: readonly Outcome[]): void {
  const slowest = <T extends { readonly seconds: number }>(all: readonly T[]) =>
    [...all].sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN);
  const show = (seconds: number, name: string) => console.log(`${seconds.toFixed(0).padStart(6)} s  ${name}`);
  console.log('slowest steps:');
  slowest(outcomes).forEach(({ seconds, step }) => show(seconds, step.script));
  const files = slowest(outcomes.flatMap((outcome) => outcome.files)).filter(({ seconds }) => seconds > 0);
  if (files.length > 0) {
    console.log('slowest files of tests:');
    files.forEach(({ seconds, name }) => show(seconds, name));
  }
}

/** Runs the steps with at most `width` at a time. */
async function runAll(steps: readonly Step[], width: number): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      outcomes.push(await run(step));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return outcomes;
}

async function main(names: readonly string[]): Promise<number> {
  if (names.includes('--help') || names.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const unknown = names.filter((name) => !STEPS.some(({ script }) => script === name));
  if (unknown.length > 0) {
    console.error(
      `npm test: unknown step ${unknown.join(', ')}. Steps: ${STEPS.map(({ script }) => script).join(', ')}`
    );
    return 2;
  }
  const chosen = names.length > 0 ? STEPS.filter(({ script }) => names.includes(script)) : STEPS;
  const together = await runAll(
    chosen.filter(({ alone }) => !alone),
    Math.min(2, availableParallelism())
  );
  const separate = await runAll(
    chosen.filter(({ alone }) => alone),
    1
  );
  const outcomes = [...together, ...separate];
  summarize(outcomes);
  const failed = outcomes.filter(({ ok }) => !ok);
  for (const { step } of failed) {
    console.log(`failed: ${step.script} (again by itself: npm test -- ${step.script})`);
  }
  console.log(`steps: ${outcomes.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
