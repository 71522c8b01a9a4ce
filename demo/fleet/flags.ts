import { delimiter, join } from 'node:path';
import { accessSync, constants } from 'node:fs';
import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenarios';
import { DEFAULT_SEED } from './scenarios/tide';
import type { Scenario } from './scenarios/types';

export const HELP = `Runs the demo fleet: LLM backends with their sidecars, their load, and the autoscaler that follows it.

  --prometheus URL      Prometheus that the autoscalers ask for the load (required)
  --listen HOST:PORT    where the fleet's own interface listens (127.0.0.1:9700)
  --state DIR           where it keeps logs and bundled programs (.elastiscope/fleet)
  --scenarios A,B       only these of: ${SCENARIOS.map(({ name }) => name).join(', ')}
  --exporter PATH       the sidecar's bundle (build/exporter/elastiscope-exporter.cjs, built when missing)
  --nginx PATH          nginx' binary (nginx on the PATH); "external" when somebody else runs it
                        from nginx-kotaemon/nginx.conf in the state directory
  --bind ADDRESS        address that the sidecars' metrics listen on (127.0.0.1)
  --public-host NAME    name under which Prometheus reaches this machine (127.0.0.1)
  --seed TEXT           seeds tides and durations (${DEFAULT_SEED})
  --load-scale N        factor on the load (1)
  --startup-scale N     factor on start-up times (1)
  --linger SECONDS      how long a sidecar that stops waits for a last scrape (16)
  --drain-min SECONDS   shortest drain (5)
  --reject-every N      the provider refuses every Nth request with 429, 0 for none (250)
  --no-chaos            no lost leaders, releases and crashes by themselves
  --help                this text

Interface: GET /targets /kube-state-metrics /ingress-metrics /healthz /state, POST /kill-leader
`;

export interface Flags {
  readonly prometheus: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly state: string;
  readonly scenarios: readonly Scenario[];
  readonly exporter?: string;
  readonly nginx?: string;
  readonly bind: string;
  readonly publicHost: string;
  readonly seed: string;
  readonly loadScale: number;
  readonly startupScale: number;
  readonly linger: number;
  readonly drainMin: number;
  readonly rejectEvery: number;
  readonly chaos: boolean;
  /** Things left out, with the reason, to be told once. */
  readonly notes: readonly string[];
}

function onPath(command: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .map((directory) => join(directory, command))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function number(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new Error(`--${flag} ${text}: is not a number from 0`);
  }
  return value;
}

function address(text: string): { host: string; port: number } {
  const match = /^(.+):(\d{1,5})$/.exec(text);
  if (!match || Number(match[2]) > 65_535) {
    throw new Error(`--listen ${text}: is not HOST:PORT (use 127.0.0.1:9700)`);
  }
  return { host: match[1], port: Number(match[2]) };
}

function chosenScenarios(list: string | undefined): readonly Scenario[] {
  return list === undefined
    ? SCENARIOS
    : list.split(',').map((name) => {
        const scenario = SCENARIOS.find((one) => one.name === name.trim());
        if (!scenario) {
          const known = SCENARIOS.map((one) => one.name).join(', ');
          throw new Error(`--scenarios: there is no scenario "${name}" (there are ${known})`);
        }
        return scenario;
      });
}

/** Reads the command line; `undefined` when only help was asked for. */
export function readFlags(args: readonly string[], path = process.env.PATH ?? ''): Flags | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      prometheus: { type: 'string' },
      listen: { type: 'string', default: '127.0.0.1:9700' },
      state: { type: 'string', default: join('.elastiscope', 'fleet') },
      scenarios: { type: 'string' },
      exporter: { type: 'string' },
      nginx: { type: 'string' },
      bind: { type: 'string', default: '127.0.0.1' },
      'public-host': { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: DEFAULT_SEED },
      'load-scale': { type: 'string', default: '1' },
      'startup-scale': { type: 'string', default: '1' },
      linger: { type: 'string', default: '16' },
      'drain-min': { type: 'string', default: '5' },
      'reject-every': { type: 'string', default: '250' },
      'no-chaos': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  if (values.prometheus === undefined || !URL.canParse(values.prometheus)) {
    throw new Error(
      `--prometheus ${values.prometheus ?? ''}: the URL of a Prometheus is needed (http://127.0.0.1:9090)`
    );
  }
  const nginx = values.nginx ?? onPath('nginx', path);
  const asked = chosenScenarios(values.scenarios);
  const scenarios = asked.filter(({ front }) => front.kind !== 'nginx' || nginx !== undefined);
  const left = asked.filter((scenario) => !scenarios.includes(scenario)).map(({ name }) => name);
  if (left.length > 0 && values.scenarios !== undefined) {
    throw new Error(`scenario ${left.join(', ')} needs nginx, which is not on the PATH (use --nginx PATH)`);
  }
  return {
    prometheus: values.prometheus,
    listen: address(values.listen),
    state: values.state,
    scenarios,
    exporter: values.exporter,
    nginx,
    bind: values.bind,
    publicHost: values['public-host'],
    seed: values.seed,
    loadScale: number('load-scale', values['load-scale']),
    startupScale: number('startup-scale', values['startup-scale']),
    linger: number('linger', values.linger),
    drainMin: number('drain-min', values['drain-min']),
    rejectEvery: number('reject-every', values['reject-every']),
    chaos: !values['no-chaos'],
    notes: left.map((name) => `${name} is left out: nginx is not on the PATH (install it, or use --nginx PATH)`),
  };
}
