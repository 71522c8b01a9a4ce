import { seeded } from '../../fleet/scenarios/random';
import { dueTimes } from '../../fleet/scenarios/schedule';
import type { Recurring, Scenario } from '../../fleet/scenarios/types';
import type { SimulatedDeployment } from './deployment';
import type { Election } from './election';

/** How soon a sidecar sees that its leader is gone. */
const NOTICE_SECONDS = 0.2;

/** Lets happen to a simulated workload what its scenario declares, as often as a day of it should have it. */
export class SimulatedChaos {
  constructor(
    private readonly scenario: Scenario,
    private readonly deployment: SimulatedDeployment,
    private readonly election: Election | undefined,
    private readonly seed: string
  ) {}

  advance(from: number, to: number): void {
    const { leaderLoss, release, crash } = this.scenario.chaos;
    this.due('leader', leaderLoss, from, to, (at, random) =>
      this.loseLeader(at, random < (leaderLoss?.releaseShare ?? 0))
    );
    this.due('release', release, from, to, () => this.deployment.release());
    this.due('crash', crash, from, to, (at, random) => {
      const { ready } = this.deployment;
      ready[Math.floor(random * ready.length)]?.crash(at);
    });
  }

  /** The leader's backend is killed, or asked to leave; nothing happens while nobody leads. */
  loseLeader(at: number, gently: boolean): void {
    const { election } = this;
    const leader = this.deployment.current.find(({ name }) => name === election?.lease?.holder);
    if (!leader || leader.acceptsSince === undefined) {
      return;
    }
    if (gently) {
      leader.leave(at);
      election?.release(leader.name, at);
    } else {
      leader.crash(at);
    }
    leader.seeLease(election?.lease, at + NOTICE_SECONDS);
  }

  private due(
    trouble: string,
    recurring: Recurring | undefined,
    from: number,
    to: number,
    happen: (at: number, random: number) => void
  ): void {
    if (!recurring) {
      return;
    }
    const { name } = this.scenario;
    for (const at of dueTimes(recurring.everySeconds, `${this.seed}/${name}/${trouble}`, from, to)) {
      happen(at, seeded(this.seed, name, trouble, Math.round(at))());
    }
  }
}
