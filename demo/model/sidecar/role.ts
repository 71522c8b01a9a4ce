import { FAILOVER_CAUSES, type FailoverCause, type Takeover } from '../../../src/exporter/role/failover';
import { FAILOVER_PHASES, SIDECAR } from '../../../src/vocabulary';
import { oneOf, series, type ModelSeries } from '../series';

const ROLES = ['leader', 'standby'] as const;

/** What a sidecar knows of an election. Times are seconds since the epoch. */
export interface RoleState {
  readonly role: (typeof ROLES)[number];
  /** Changes of the lease's holder that it has seen. */
  readonly transitions: number;
  readonly renewedAt?: number;
  readonly lostAt?: number;
  /** How often it took over, by the cause. */
  readonly takeovers: Readonly<Partial<Record<FailoverCause, number>>>;
  /** The last time that it took over. */
  readonly failover?: Pick<Takeover, 'phases' | 'completedAt'>;
}

/** The role of an instance as its sidecar shows it, where one is configured. */
export function roleSeries(): Array<ModelSeries<RoleState>> {
  return [
    ...oneOf(SIDECAR.backendRole, {}, 'role', ROLES, ({ role }: RoleState) => role),
    series(SIDECAR.leaseRenewTimestamp, {}, ({ renewedAt }) => renewedAt),
    series(SIDECAR.leaderLostTimestamp, {}, ({ lostAt }) => lostAt),
    ...FAILOVER_CAUSES.map((cause) =>
      series(SIDECAR.failovers, { cause }, ({ takeovers }: RoleState) => takeovers[cause] ?? 0)
    ),
    ...FAILOVER_PHASES.map((phase) =>
      series(SIDECAR.failoverDuration, { phase }, ({ failover }: RoleState) => failover?.phases[phase])
    ),
    series(SIDECAR.failoverTimestamp, {}, ({ failover }) => failover?.completedAt),
  ];
}
