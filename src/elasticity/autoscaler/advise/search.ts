import type { AutoscalerPolicy, ReplaySummary } from '../replay';
import { applyChange } from './apply';
import type { SettingChange } from './change';
import type { Knob } from './knobs';
import type { Outcome } from './outcome';

/** Settings that were tried, and what came of them. */
export interface Candidate {
  /** What they change of the present ones; nothing for the present ones themselves. */
  readonly changes: readonly SettingChange[];
  readonly autoscaler: AutoscalerPolicy;
  readonly summary: ReplaySummary;
  readonly outcome: Outcome;
  /** By how much the goals are missed; 0 when all are met. */
  readonly excess: number;
}

/** What is taken of each knob: the index of its change, or `PRESENT`. */
type Choice = readonly number[];

const PRESENT = -1;

interface Tried extends Candidate {
  readonly choice: Choice;
}

/** Negative when the first is better: it misses the goals by less, or else costs less, or else changes less. */
export function compareCandidates(one: Candidate, other: Candidate): number {
  return (
    one.excess - other.excess ||
    one.outcome.replicaHours - other.outcome.replicaHours ||
    one.changes.length - other.changes.length
  );
}

/**
 * Tries settings, best first: of all that were tried, the best one whose neighbours were not looked at is next, and a neighbour
 * is what differs in one setting. Always in the same order.
 */
export class Search {
  private readonly tried = new Map<string, Tried>();
  private readonly open: Tried[] = [];

  constructor(
    private readonly present: AutoscalerPolicy,
    private readonly knobs: readonly Knob[],
    private readonly judge: (autoscaler: AutoscalerPolicy) => Pick<Candidate, 'summary' | 'outcome' | 'excess'>
  ) {}

  get candidates(): readonly Candidate[] {
    return [...this.tried.values()];
  }

  presentSettings(): Candidate {
    return this.try(this.knobs.map(() => PRESENT));
  }

  /**
   * @param most how many settings may be tried in all
   * @param onTried is told how many were
   */
  run(most: number, onTried: (count: number) => void): void {
    for (let next = this.takeBest(); next !== undefined; next = this.takeBest()) {
      for (const choice of this.neighbours(next.choice)) {
        if (this.tried.size >= most) {
          return;
        }
        this.try(choice);
        onTried(this.tried.size);
      }
    }
  }

  /** Tries the settings again without each of their changes; whether any of that is new. */
  tryWithoutEach({ changes }: Candidate): boolean {
    const before = this.tried.size;
    const choice = this.knobs.map((knob) => knob.findIndex((change) => changes.includes(change)));
    choice.forEach((taken, knob) => {
      if (taken !== PRESENT) {
        this.try(taking(choice, knob, PRESENT));
      }
    });
    return this.tried.size > before;
  }

  private takeBest(): Tried | undefined {
    let best = 0;
    for (let i = 1; i < this.open.length; i++) {
      best = compareCandidates(this.open[i], this.open[best]) < 0 ? i : best;
    }
    return this.open.splice(best, 1)[0];
  }

  private neighbours(choice: Choice): readonly Choice[] {
    return this.knobs.flatMap((changes, knob) =>
      [PRESENT, ...changes.keys()].filter((taken) => taken !== choice[knob]).map((taken) => taking(choice, knob, taken))
    );
  }

  private try(choice: Choice): Candidate {
    const key = choice.join();
    const before = this.tried.get(key);
    if (before !== undefined) {
      return before;
    }
    const changes = this.knobs.flatMap((knob, i) => knob[choice[i]] ?? []);
    const autoscaler = changes.reduce(applyChange, this.present);
    const tried = { choice, changes, autoscaler, ...this.judge(autoscaler) };
    this.tried.set(key, tried);
    this.open.push(tried);
    return tried;
  }
}

function taking(choice: Choice, knob: number, taken: number): Choice {
  return choice.map((before, i) => (i === knob ? taken : before));
}
