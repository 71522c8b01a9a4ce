import { setTimeout as sleep } from 'node:timers/promises';
import { wallSeconds } from './clocks';
import { ObservedRoleTracker } from './observedRole';
import type { Role, RoleParts } from './role';
import { RoleFollower } from './roleFollower';
import type { Look } from './roleProbe';
import { Trouble } from './trouble';

const LOOK_INTERVAL_MS = 1000;

/** A role that is looked up every second. */
export function observedRole(look: () => Promise<Look>, { backend, metrics, log }: RoleParts): Role {
  const tracker = new ObservedRoleTracker();
  const follower = new RoleFollower(tracker, backend, metrics, log);
  const trouble = new Trouble(log, { begins: 'the role is not known; taken for standby', ends: 'the role is known' });
  const watch = async (): Promise<never> => {
    for (;;) {
      const begunAt = performance.now();
      const { role, problem } = await look();
      tracker.see(role, wallSeconds());
      follower.update();
      if (problem === undefined) {
        trouble.isOver();
      } else {
        trouble.is(problem);
      }
      await sleep(Math.max(0, LOOK_INTERVAL_MS - (performance.now() - begunAt)));
    }
  };
  return {
    get current() {
      return follower.role;
    },
    start: () => {
      follower.start();
      void watch();
    },
    drill: async () => {
      follower.announceDrill(wallSeconds());
      return false;
    },
    release: async () => undefined,
    resume: () => undefined,
  };
}
