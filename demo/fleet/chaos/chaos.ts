import type { LeaseStore } from '../leaseApi/store';
import { pause } from '../net/wait';
import type { Deployment } from '../replicas/deployment';
import { seeded } from '../scenarios/random';
import { dueTimes } from '../scenarios/schedule';
import type { Recurring } from '../scenarios/types';
import { loseLeader } from './leader';

const LOOK_SECONDS = 1;

interface Trouble {
  readonly name: string;
  readonly recurring: Recurring;
  readonly happen: (random: () => number) => string | undefined;
}

function troublesOf(deployment: Deployment, leases: LeaseStore): Trouble[] {
  const { leaderLoss, release, crash } = deployment.scenario.chaos;
  const troubles: Trouble[] = [];
  if (leaderLoss) {
    troubles.push({
      name: 'leader',
      recurring: leaderLoss,
      happen: (random) => {
        const signal = random() < leaderLoss.releaseShare ? 'SIGTERM' : 'SIGKILL';
        const loss = loseLeader(deployment, leases, signal);
        return loss && `the leader ${loss.instance} ${signal === 'SIGKILL' ? 'is killed' : 'is asked to leave'}`;
      },
    });
  }
  if (release) {
    troubles.push({
      name: 'release',
      recurring: release,
      happen: () => {
        deployment.release();
        return 'a new release rolls out';
      },
    });
  }
  if (crash) {
    troubles.push({
      name: 'crash',
      recurring: crash,
      happen: (random) => {
        const ready = deployment.ready;
        const victim = ready[Math.floor(random() * ready.length)];
        victim?.signalBackend('SIGKILL');
        return victim && `the backend of ${victim.name} crashes`;
      },
    });
  }
  return troubles;
}

/** Lets happen to a deployment what its scenario declares, when it is due. */
export async function runChaos(
  deployment: Deployment,
  leases: LeaseStore,
  seed: string,
  closing: AbortSignal,
  log: (line: string) => void
): Promise<void> {
  const { name } = deployment.scenario;
  const troubles = troublesOf(deployment, leases);
  let from = Date.now() / 1000;
  while (troubles.length > 0 && !closing.aborted) {
    await pause(LOOK_SECONDS, closing);
    const to = Date.now() / 1000;
    for (const trouble of troubles) {
      for (const time of dueTimes(trouble.recurring.liveEverySeconds, `${seed}/${name}/${trouble.name}`, from, to)) {
        const happened = trouble.happen(seeded(seed, name, trouble.name, Math.round(time)));
        if (happened !== undefined) {
          log(`${name}: ${happened}`);
        }
      }
    }
    from = to;
  }
}
