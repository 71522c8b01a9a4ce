import type { RoleState } from '../../../demo/model/sidecar/role';
import type { FailoverCause } from '../../../src/exporter/role/failover';
import type { SourceSeries } from '../series/source';
import { valueAt, type Timeline } from '../series/timeline';
import { deployment } from './kubeState';
import { sidecar, type SidecarStory } from './sidecar';

export interface MemberStory extends SidecarStory {
  /** When the lease was last renewed (seconds since the start), as this instance sees it; a moment ago when left out. */
  readonly renewedAt?: Timeline<number>;
  /** How often it has taken over, by the cause. */
  readonly takeovers?: Readonly<Partial<Record<FailoverCause, Timeline<number>>>>;
  /** The last time that it took over. */
  readonly failover?: (seconds: number) => RoleState['failover'];
}

/** One instance of langflow-ha: a sidecar that follows a lease. */
export function member(name: string, story: MemberStory): SourceSeries[] {
  const { renewedAt = (seconds: number) => seconds - 1, takeovers = {}, failover } = story;
  const causes = Object.entries(takeovers);
  return sidecar('langflow-ha', name, {
    ...story,
    details: (seconds) => ({
      role: {
        renewedAt: valueAt(renewedAt, seconds),
        takeovers: Object.fromEntries(causes.map(([cause, count]) => [cause, valueAt(count, seconds)])),
        failover: failover?.(seconds),
      },
    }),
  });
}

const MINUTE = 60;
const SCRAPE = 15;
/** A pod of the pair, by the seconds at which it is started, stands by, leads, drains and is gone. */
interface Career {
  readonly startedAt: number;
  readonly readyAt: number;
  readonly leadsFrom: number;
  readonly drainsAt: number;
  readonly goneAt: number;
}

function pod(name: string, { startedAt, readyAt, leadsFrom, drainsAt, goneAt }: Career): SourceSeries[] {
  const tookOver = leadsFrom > readyAt && leadsFrom < goneAt;
  return member(name, {
    startedAtSeconds: startedAt,
    scrape: (seconds) => (seconds >= startedAt && seconds < goneAt ? 'answers' : undefined),
    state: (seconds) => (seconds < readyAt ? 'starting' : seconds < drainsAt ? 'ready' : 'draining'),
    role: (seconds) => (seconds < leadsFrom ? 'standby' : 'leader'),
    requestsPerSecond: (seconds) => (seconds >= leadsFrom && seconds < drainsAt ? 2 : 0),
    takeovers: { release: (seconds) => Number(tookOver && seconds >= leadsFrom) },
    failover: (seconds) =>
      tookOver && seconds >= leadsFrom ? { phases: { total: 3 }, completedAt: leadsFrom } : undefined,
  });
}

/**
 * A pair that is rolled out at these minutes, as it should be: the standby first, and when the new one is ready the leader,
 * which drains for a quarter of a minute and hands over.
 */
export function pairThatRollsOut(...minutes: readonly number[]): SourceSeries[] {
  const never = Infinity;
  const starts = [-never, ...minutes.map((minute) => minute * MINUTE)];
  const isUpdating = (seconds: number) => starts.some((start) => seconds >= start && seconds < start + 3 * MINUTE);
  return [
    ...deployment('langflow-ha', {
      replicas: 2,
      ready: (seconds) => (isUpdating(seconds) ? 1 : 2),
      updated: (seconds) => (isUpdating(seconds) ? 1 : 2),
    }),
    ...starts.flatMap((start, revision) => {
      const next = starts[revision + 1] ?? never;
      const handsOver = start + 2 * MINUTE;
      return [
        // The one that is replaced first: it comes as a standby and takes over.
        ...pod(`langflow-ha-${revision}a`, {
          startedAt: Math.max(0, start),
          readyAt: Math.max(0, start + MINUTE),
          leadsFrom: Math.max(0, handsOver + SCRAPE),
          drainsAt: next + 2 * MINUTE,
          goneAt: next + 2 * MINUTE + SCRAPE,
        }),
        // The other comes when the lead was handed over, and stands by until it is replaced.
        ...pod(`langflow-ha-${revision}b`, {
          startedAt: Math.max(0, handsOver + SCRAPE),
          readyAt: Math.max(0, handsOver + MINUTE),
          leadsFrom: never,
          drainsAt: next,
          goneAt: next + SCRAPE,
        }),
      ];
    }),
  ];
}
