import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** One step of `npm test`: an npm script, and whether it may share the machine with others. */
interface Step {
  readonly script: string;
  readonly title: string;
  /** Steps that measure time, drive a browser or fill all cores run by themselves, after everything else. */
  readonly alone?: boolean;
}

const STEPS: readonly Step[] = [
  { script: 'build', title: 'build the plugin and the exporter' },
  { script: 'typecheck', title: 'type check' },
  { script: 'typecheck:floor', title: 'type check against the oldest supported Grafana' },
  { script: 'lint', title: 'lint, with the import directions between rooms' },
  { script: 'format:check', title: 'format' },
  { script: 'test:unit', title: 'unit tests' },
  { script: 'test:bundle', title: 'what ships as files: rules, incidents, routing, manifests', alone: true },
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
GRAFANA_URL or GRAFANA_HOME makes the end-to-end step run in that Grafana; without, it says that it was skipped.`;

interface Outcome {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
}

async function run(step: Step): Promise<Outcome> {
  const started = Date.now();
  console.log(`▶ ${step.script}: ${step.title}`);
  const child = spawn('npm', ['run', '--silent', step.script], { stdio: step.alone ? 'inherit' : 'pipe' });
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
  const ok = code === 0;
  const seconds = Math.round((Date.now() - started) / 1000);
  if (!ok || process.env.CI) {
    process.stdout.write(Buffer.concat(output));
  }
  console.log(`${ok ? '✔' : '✘'} ${step.script} (${seconds} s)`);
  return { step, ok, seconds };
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
  const failed = outcomes.filter(({ ok }) => !ok);
  for (const { step } of failed) {
    console.log(`failed: ${step.script} (again by itself: npm test -- ${step.script})`);
  }
  console.log(`steps: ${outcomes.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
