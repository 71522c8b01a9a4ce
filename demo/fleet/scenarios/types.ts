import type { HpaPolicy, KedaPolicy } from '../../../src/elasticity/autoscaler';
import type { Objective } from '../../../src/vocabulary';

/** The backends that the demo can stand in for; also the sidecar's probe profiles. */
export type Profile = 'langflow' | 'kotaemon' | 'chatchat';

/**
 * HTTP requests that one question takes: Gradio's clients join the queue with one and fetch the events with another.
 * Everything Prometheus counts is HTTP requests; tides count questions.
 */
export const REQUESTS_PER_QUESTION: Readonly<Record<Profile, number>> = { langflow: 1, kotaemon: 2, chatchat: 1 };

/** The labels by which Prometheus knows the workload. */
export interface Identity {
  readonly cluster: string;
  readonly namespace: string;
  readonly workload: string;
}

/** A duration that scatters as durations do: log-normally around its median. */
export interface Duration {
  readonly medianSeconds: number;
  /** Standard deviation of the logarithm; 0.25 means that two thirds lie within a quarter of the median. */
  readonly spread: number;
}

/** One periodic swing of the load, between its full height and `1 - depth` of it. */
export interface Wave {
  readonly periodSeconds: number;
  readonly depth: number;
}

/** Load as a shape over time; `questionsPerSecond` in tide.ts reads it. */
export interface Tide {
  /** Questions per second at the busiest hour, on the crest of all waves, before noise. */
  readonly peak: number;
  /** Share of the peak that is left in the quietest hour. */
  readonly nightShare: number;
  readonly busiestHourUtc: number;
  readonly waves: readonly Wave[];
  /** Slow scatter of the crest, up and down by this share. */
  readonly noise: Wave;
  /** Below this many questions per second nobody asks at all. */
  readonly dryBelow?: number;
}

/** An application inside a backend: which model it asks, with how many tokens. */
export interface Flow {
  readonly name: string;
  readonly model: string;
  /** Instructions that begin every prompt and that the provider can therefore cache. */
  readonly prefixTokens: number;
  /** Least and most tokens of what a user adds. */
  readonly promptTokens: readonly [number, number];
  /** The answer takes between half and all of this. */
  readonly maxCompletionTokens: number;
  readonly streamed: boolean;
}

/** Which team asks which flow, and how often in comparison with the others. */
export interface Asker {
  readonly team: string;
  readonly flow: string;
  readonly weight: number;
}

export type Scaling =
  | { readonly kind: 'fixed'; readonly replicas: number }
  | {
      readonly kind: 'hpa';
      readonly policy: HpaPolicy;
      /** PromQL that answers the policy's one metric. */
      readonly query: string;
    }
  | { readonly kind: 'keda'; readonly policy: KedaPolicy; readonly query: string };

/** How requests reach the replicas. */
export type Front =
  /** Replicas take turns by least connections; requests wait here while none is ready. */
  | { readonly kind: 'ingress'; readonly holdSeconds: number; readonly holdRequests: number }
  /** As above, but only the holder of the lease is asked, whether it is ready or not. */
  | { readonly kind: 'leader'; readonly lease: string; readonly holdSeconds: number; readonly holdRequests: number }
  /** A real nginx with these weights, in the order of the replicas; the replica after the last weight is the backup. */
  | { readonly kind: 'nginx'; readonly weights: readonly number[] };

/** Something that happens again and again, at times that `dueTimes` in schedule.ts tells. */
export interface Recurring {
  readonly everySeconds: number;
  /** How often while somebody watches; a day of it at this pace could not be read. */
  readonly liveEverySeconds: number;
}

export interface Chaos {
  /** The leader's backend is killed, or asked to leave for this share of the times. */
  readonly leaderLoss?: Recurring & { readonly releaseShare: number };
  /** Every replica is replaced by one of a new release. */
  readonly release?: Recurring;
  /** One backend crashes and is restarted in its pod. */
  readonly crash?: Recurring;
}

/** One workload of the demo, declared once for the live fleet and for its history. */
export interface Scenario {
  readonly name: string;
  readonly identity: Identity;
  /** What to watch, in one sentence. */
  readonly summary: string;
  readonly profile: Profile;
  readonly tide: Tide;
  readonly scaling: Scaling;
  readonly front: Front;
  readonly startup: {
    /** Until the port accepts connections. */
    readonly boot: Duration;
    /** Until the first ready answer after that; absent where readiness comes with the port. */
    readonly load?: Duration;
    /** Pause before a crashed backend is started again in its pod. */
    readonly restartDelaySeconds: number;
  };
  readonly service: {
    /** Questions that one replica works on at a time; the rest queue. */
    readonly concurrency: number;
    /** The backend's own share of an answer, before the model is asked. */
    readonly work: Duration;
  };
  readonly flows: readonly Flow[];
  readonly askers: readonly Asker[];
  /** Tokens per minute that the provider allows this workload and model. */
  readonly tokensPerMinute: number;
  readonly targets: Partial<Readonly<Record<Objective, number>>>;
  /** What a termination may take, as `terminationGracePeriodSeconds`. */
  readonly gracePeriodSeconds: number;
  readonly chaos: Chaos;
}
