import { keyOf, type Labels } from '../../demo/history/store/series';
import type { Answer } from '../../demo/history/store/temporary';

interface Pending {
  readonly since: number;
  lastActive: number;
  fired: boolean;
}

/** When an alert fired, as its evaluations saw it: seconds since the epoch. */
export interface Firing {
  readonly labels: Labels;
  readonly from: number;
  to: number;
}

/** Follows one alerting rule from evaluation to evaluation: pending for a while, firing, kept firing for a while. */
export class AlertState {
  readonly firings: Firing[] = [];
  private readonly active = new Map<string, Pending>();
  private readonly firing = new Map<string, Firing>();

  constructor(
    private readonly forSeconds: number,
    private readonly keepFiringSeconds: number
  ) {}

  evaluate(time: number, answers: readonly Answer[]): void {
    for (const { metric } of answers) {
      const { __name__, ...labels } = metric;
      const key = keyOf(labels);
      const pending = this.active.get(key) ?? { since: time, lastActive: time, fired: false };
      pending.lastActive = time;
      this.active.set(key, pending);
      if (time - pending.since >= this.forSeconds && !pending.fired) {
        pending.fired = true;
        const firing = { labels, from: time, to: time };
        this.firing.set(key, firing);
        this.firings.push(firing);
      }
    }
    for (const [key, { lastActive, fired }] of this.active) {
      const isKept = lastActive === time || (fired && time - lastActive < this.keepFiringSeconds);
      const firing = this.firing.get(key);
      if (!isKept) {
        this.active.delete(key);
        this.firing.delete(key);
      } else if (firing) {
        firing.to = time;
      }
    }
  }
}
