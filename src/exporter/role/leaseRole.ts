import { SIDECAR } from '../../vocabulary';
import type { Config, ElectionTimes, LeaseName } from '../config';
import { apiServerOf } from './apiServer';
import { wallSeconds } from './clocks';
import { wishOf } from './election';
import { Elector } from './elector';
import { LeadershipTracker } from './leadership';
import { LeaseClient } from './leaseClient';
import { LeaseWatch } from './leaseWatch';
import type { Role, RoleParts } from './role';
import { RoleFollower } from './roleFollower';

const LONGEST_REQUEST_MS = 3000;

/** A role that a Lease decides: followed by a watch and, with an election, competed for. */
export function leaseRole(config: Config, lease: LeaseName, env: NodeJS.ProcessEnv, parts: RoleParts): Role {
  const { identity, election } = config;
  const { metrics, backend, log } = parts;
  const client = new LeaseClient(apiServerOf(config, env), lease, requestMs(election));
  const elector = election && electorOf(election, client, identity, parts, () => watch.hurry());
  const tracker = new LeadershipTracker(identity);
  const follower = new RoleFollower(tracker, backend, metrics, log, () => elector?.leads ?? true);
  const watch = new LeaseWatch(client, log, (record) => {
    if (record === undefined) {
      tracker.seeNone(wallSeconds());
    } else {
      metrics.inc(SIDECAR.leaseTransitions, {}, tracker.see(record.lease, wallSeconds()) ? 1 : 0);
      metrics.set(SIDECAR.leaseRenewTimestamp, {}, record.lease.renewedAt);
    }
    follower.update();
    if (record?.lease.holder !== identity) {
      void elector?.wake();
    }
  });
  return {
    get current() {
      return elector === undefined ? follower.role : elector.leads ? 'leader' : 'standby';
    },
    start: () => {
      follower.start();
      watch.start();
      if (elector !== undefined) {
        backend.onChange(() => void elector.wake());
        void elector.wake();
      }
    },
    drill: async () => {
      const at = wallSeconds();
      follower.announceDrill(at);
      return (await elector?.handOver(new Date(at * 1000).toISOString())) ?? false;
    },
    release: async () => elector?.release(),
    resume: () => elector?.resume(),
  };
}

function electorOf(
  times: ElectionTimes,
  client: LeaseClient,
  identity: string,
  parts: RoleParts,
  onChanged: () => void
): Elector {
  const wish = () => wishOf(parts.backend.status, parts.draining(), wallSeconds(), times);
  return new Elector(client, identity, times, wish, parts.log, onChanged);
}

/** Two requests must fit into the renew deadline, or one that hangs would cost the lead. */
function requestMs(election: ElectionTimes | undefined): number {
  return election === undefined
    ? LONGEST_REQUEST_MS
    : Math.min(LONGEST_REQUEST_MS, (election.renewDeadlineSeconds * 1000) / 2);
}
