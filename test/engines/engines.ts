import { TemporaryPrometheus } from '../../demo/history/store/temporary';
import { ensureBinaries } from '../../setup/binaries';
import { findEngine, howToFind } from './programs';
import { Store } from './store';
import { prometheusTiming, vmalertTiming, type Timing } from './timing';
import { TemporaryVictoriaMetrics } from './victoriaMetrics';

/** A running engine. */
export interface Running {
  readonly store: Store;
  stop(): Promise<void>;
}

/** A database and how its rules are evaluated. */
export interface Engine {
  readonly name: string;
  readonly timing: Timing;
  start(folder: string): Promise<Running>;
}

/** One that is not at hand, and what would bring it there. */
export interface Absent {
  readonly name: string;
  readonly hint: string;
}

async function runPrometheus(program: string, folder: string): Promise<Running> {
  const server = await TemporaryPrometheus.start(program, folder);
  return running(new Store(server.url), server);
}

async function runVictoriaMetrics(program: string, folder: string): Promise<Running> {
  const server = await TemporaryVictoriaMetrics.start(program, folder);
  return running(new Store(server.url, '/internal/force_flush'), server);
}

function running(store: Store, server: { stop(): Promise<void> }): Running {
  return {
    store,
    stop: async () => {
      store.close();
      await server.stop();
    },
  };
}

/** The Prometheus that every command uses. */
export const REFERENCE: Engine = {
  name: 'Prometheus',
  timing: prometheusTiming('reference'),
  start: async (folder) => runPrometheus((await ensureBinaries(['prometheus'])).prometheus, folder),
};

const PROMETHEUS_3 = findEngine('prometheus', /^prometheus, version (?!2\.)/);
const VICTORIA_METRICS = findEngine('victoria-metrics');

/** vmalert takes the order of groups from the paths of their files: two of them are two orders. */
const VMALERT_PATHS = ['/etc/vmalert', '/rules'];

function orAbsent(name: string, program: string | undefined, engine: (program: string) => Engine, hint: string) {
  return program === undefined ? { name, hint } : engine(program);
}

const OTHERS: ReadonlyArray<Engine | Absent> = [
  orAbsent(
    'Prometheus 3',
    PROMETHEUS_3,
    (program) => ({
      name: 'Prometheus 3',
      timing: prometheusTiming('3'),
      start: (folder) => runPrometheus(program, folder),
    }),
    howToFind('prometheus')
  ),
  ...VMALERT_PATHS.map((path) => {
    const name = `VictoriaMetrics with vmalert and its rules in ${path}`;
    return orAbsent(
      name,
      VICTORIA_METRICS,
      (program) => ({ name, timing: vmalertTiming(path), start: (folder) => runVictoriaMetrics(program, folder) }),
      howToFind('victoria-metrics')
    );
  }),
];

/** All that are at hand. */
export const ENGINES: readonly Engine[] = [REFERENCE, ...OTHERS.filter((one) => 'start' in one)];
export const ABSENT: readonly Absent[] = OTHERS.filter((one) => 'hint' in one);
