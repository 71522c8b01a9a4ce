import {
  compareWithRecorded,
  ManifestError,
  metricsOf,
  readManifest,
  replay,
  type AutoscalerPolicy,
  type Manifest,
  type RecordedSeries,
  type ReplayError,
  type ReplayInput,
  type ReplayResult,
} from '../../elasticity/autoscaler';
import { type Command, CommandError, EXIT, type ExitCode } from '../command';
import { readText } from '../files';
import { plantOf } from '../recording/plantOptions';
import { readRecording } from '../recording/readRecording';
import { replicasAtStart } from '../recording/recording';
import { parseReplayArguments, REPLAY_HELP, type ReplayArguments } from './replayOptions';
import { replayReport } from './replayReport';

export const replayCommand: Command = {
  name: 'replay',
  summary: 'say what an autoscaler would have done under a recorded load',
  help: REPLAY_HELP,
  run: (args) => run(parseReplayArguments(args, Date.now() / 1000, process.env)),
};

async function run(options: ReplayArguments): Promise<ExitCode> {
  const { autoscaler } = manifestFrom(options.policyPath);
  const specs = metricsOf(autoscaler);
  const recording = await readRecording(options.source, specs);
  const plant = plantOf(options.plant, recording);
  const input: ReplayInput = {
    load: recording.load,
    autoscaler,
    metrics: recording.metrics,
    plant,
    startReplicas: options.startReplicas ?? replicasAtStart(recording) ?? minimumOf(autoscaler),
  };
  const { summary, changes = [], series, error } = replayed(input, recording.replicas);
  const metrics = specs.map(({ name }, i) => ({ name, from: recording.metrics[i].from }));
  if (options.json) {
    const columns = series && {
      timesSeconds: [...series.timesSeconds],
      desired: [...series.desired],
      ready: [...series.ready],
      waiting: [...series.waiting],
    };
    const { name } = recording;
    process.stdout.write(
      `${JSON.stringify({ recording: name, plant, metrics, error, summary, changes, series: columns })}\n`
    );
  } else {
    process.stdout.write(
      replayReport({ recording, plant, summary, error }, options.listsChanges ? changes : [], specs)
    );
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
function replayed(
  input: ReplayInput,
  replicas: RecordedSeries | undefined
): ReplayResult & { readonly error: ReplayError | undefined } {
  try {
    const result = replay(input);
    return { ...result, error: replicas && result.series && compareWithRecorded(result.series, replicas) };
  } catch (error) {
    throw error instanceof RangeError ? new CommandError(error.message) : error;
  }
}

function minimumOf({ kind, policy }: AutoscalerPolicy): number {
  return kind === 'hpa' ? policy.minReplicas : policy.minReplicaCount;
}
