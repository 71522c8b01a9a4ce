import {
  compareWithRecorded,
  ManifestError,
  metricsOf,
  readManifest,
  replay,
  type AutoscalerPolicy,
  type Manifest,
  type ReplayInput,
  type ReplayResult,
} from '../../elasticity/autoscaler';
import { type Command, CommandError, EXIT, type ExitCode } from '../command';
import { readText } from '../files';
import { readLoad, type RecordedLoad } from './loadFile';
import { parseReplayArguments, REPLAY_HELP, type ReplayArguments } from './replayOptions';
import { replayReport } from './replayReport';

export const replayCommand: Command = {
  name: 'replay',
  summary: 'say what an autoscaler would have done under a recorded load',
  help: REPLAY_HELP,
  run: (args) => run(parseReplayArguments(args)),
};

function run(options: ReplayArguments): ExitCode {
  const { autoscaler } = manifestFrom(options.policyPath);
  const recorded = readLoad(options.loadPath, readText(options.loadPath));
  const {
    summary,
    changes = [],
    series,
  } = replayed({
    load: recorded.load,
    autoscaler,
    plant: options.plant,
    startReplicas: options.startReplicas ?? firstReplicas(recorded) ?? minimumOf(autoscaler),
  });
  const error = recorded.replicas && series && compareWithRecorded(series, recorded.replicas);
  if (options.json) {
    const columns = series && {
      timesSeconds: [...series.timesSeconds],
      desired: [...series.desired],
      ready: [...series.ready],
      waiting: [...series.waiting],
    };
    process.stdout.write(`${JSON.stringify({ error, summary, changes, series: columns })}\n`);
  } else {
    process.stdout.write(replayReport({ summary, error }, options.listsChanges ? changes : [], metricsOf(autoscaler)));
  }
  return EXIT.done;
}

function manifestFrom(path: string): Manifest {
  const text = readText(path);
  try {
    return readManifest(text);
  } catch (error) {
    throw error instanceof ManifestError ? new CommandError(`${path}: ${error.message}`) : error;
  }
}

/** What cannot be replayed is a mistake of the user, which says itself what is wrong. */
function replayed(input: ReplayInput): ReplayResult {
  try {
    return replay(input);
  } catch (error) {
    throw error instanceof RangeError ? new CommandError(error.message) : error;
  }
}

function firstReplicas({ replicas }: RecordedLoad): number | undefined {
  const first = replicas?.values[0];
  return first === null || first === undefined || Number.isNaN(first) ? undefined : first;
}

function minimumOf({ kind, policy }: AutoscalerPolicy): number {
  return kind === 'hpa' ? policy.minReplicas : policy.minReplicaCount;
}
