import type { Failover } from '../../../src/exporter/role/failover';
import type { Leadership } from '../../../src/exporter/role/leadership';
import { FAILOVER_PHASES, SIDECAR } from '../../../src/vocabulary';
import { CellsByLabels, type Target } from './target';

/** What a sidecar with a role exposes beside the rest. */
export class RoleGauges {
  private readonly roles;
  private readonly transitions;
  private readonly renewedAt;
  private readonly lostAt;
  private readonly failovers: CellsByLabels;
  private readonly failover;
  private readonly failoverAt;

  constructor(target: Target) {
    this.roles = (['leader', 'standby'] as const).map((role) => ({
      role,
      cell: target.cell(SIDECAR.backendRole, { role }),
    }));
    this.transitions = target.cell(SIDECAR.leaseTransitions);
    this.renewedAt = target.cell(SIDECAR.leaseRenewTimestamp);
    this.lostAt = target.cell(SIDECAR.leaderLostTimestamp);
    this.failovers = new CellsByLabels(target, SIDECAR.failovers);
    this.failover = FAILOVER_PHASES.map((phase) => ({ phase, cell: target.cell(SIDECAR.failoverDuration, { phase }) }));
    this.failoverAt = target.cell(SIDECAR.failoverTimestamp);
  }

  seen(renewedAtSeconds: number, holderChanged: boolean): void {
    this.renewedAt.value = renewedAtSeconds;
    this.transitions.add(holderChanged ? 1 : 0);
  }

  publish({ role: current }: Leadership): void {
    this.roles.forEach(({ role, cell }) => (cell.value = role === current ? 1 : 0));
  }

  lost(atSeconds: number): void {
    this.lostAt.value = atSeconds;
  }

  tookOver({ cause, phases, completedAt }: Failover): void {
    this.failovers.of(cause).add(1);
    this.failover.forEach(({ phase, cell }) => (cell.value = phases[phase]));
    this.failoverAt.value = completedAt;
  }
}
