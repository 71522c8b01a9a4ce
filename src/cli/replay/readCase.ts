import {
  compareWithRecorded,
  ManifestError,
  metricsOf,
  readManifest,
  replay,
  type AutoscalerPolicy,
  type Manifest,
  type ReplayError,
  type ReplayInput,
  type ReplayResult,
} from '../../elasticity/autoscaler';
import { CommandError } from '../command';
import { readText } from '../files';
import { plantOf } from '../recording/plantOptions';
import { readRecording } from '../recording/readRecording';
import { replicasAtStart, type Recording } from '../recording/recording';
import type { CaseArguments } from './caseOptions';

/** What a command replays. */
export interface ReplayCase {
  /** The manifest as it was pasted. */
  readonly policyText: string;
  readonly recording: Recording;
  readonly input: ReplayInput;
}

/** Reads manifest and recording. Throws CommandError or UsageError for what is wrong with them. */
export async function readCase({ policyPath, source, plant, startReplicas }: CaseArguments): Promise<ReplayCase> {
  const policyText = readText(policyPath);
  const { autoscaler } = manifestFrom(policyPath, policyText);
  const recording = await readRecording(source, metricsOf(autoscaler));
  const input = {
    load: recording.load,
    autoscaler,
    metrics: recording.metrics,
    plant: plantOf(plant, recording),
    startReplicas: startReplicas ?? replicasAtStart(recording) ?? minimumOf(autoscaler),
  };
  return { policyText, recording, input };
}

/** The replay of the settings of then, and how far it is from the replicas of then. */
export function replayCase({
  input,
  recording: { replicas },
}: ReplayCase): ReplayResult & { readonly error: ReplayError | undefined } {
  return refusing(() => {
    const result = replay(input);
    return { ...result, error: replicas && result.series && compareWithRecorded(result.series, replicas) };
  });
}

/** What cannot be replayed is a mistake of the user, which says itself what is wrong. */
export function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? new CommandError(error.message) : error;
  }
}

/** Runs what reads or changes a manifest, whose errors then name its file. */
export function aboutManifest<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ManifestError ? new CommandError(`${path}: ${error.message}`) : error;
  }
}

function manifestFrom(path: string, text: string): Manifest {
  return aboutManifest(path, () => readManifest(text));
}

function minimumOf({ kind, policy }: AutoscalerPolicy): number {
  return kind === 'hpa' ? policy.minReplicas : policy.minReplicaCount;
}
