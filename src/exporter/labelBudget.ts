/** Value that stands for all values a label has no room for. */
export const OTHER = 'other';

/** Labels whose values come from traffic. All others have values from the configuration or from fixed lists. */
const OPEN_LABELS: ReadonlySet<string> = new Set(['model', 'flow', 'team', 'route']);

const LONGEST_VALUE = 100;

/** What nobody has counted under for so long gives its room up, once others find none. */
const IDLE_MS = 6 * 3600_000;
const LOOK_INTERVAL_MS = 60_000;

/**
 * Share of the room that a new value may find taken: all of it after a success; half of it after a failure, so that what
 * exists and fails is named and what does not exist leaves room; none when it was refused.
 */
export const SHARES = { success: 1, failure: 0.5, refusal: 0 } as const;

/** Routes whose name takes no part of the path are those of the configuration, and no more. */
function isConfigured(label: string, value: string): boolean {
  return label === 'route' && !value.includes('/');
}

/** What a value without room becomes. A route that takes parts of the path keeps its fixed begin: `run/other`. */
function folded(label: string, value: string): string {
  const begin = label === 'route' ? value.indexOf('/') + 1 : 0;
  return `${value.slice(0, begin)}${OTHER}`;
}

export interface LabelLimits {
  /** Distinct values an open label may take in all metrics together. */
  readonly values: number;
  /** Distinct label sets one metric may have; a set of a histogram is up to 17 series. */
  readonly sets: number;
}

type Labels = Readonly<Record<string, string>>;

interface LabelSet {
  readonly labels: Labels;
  usedAt: number;
}

/** Keeps the number of series bounded: values (and sets) that find no room are folded into `other`. */
export class LabelBudget {
  private readonly values = new Map<string, Set<string>>();
  private readonly sets = new Map<string, Map<string, LabelSet>>();
  private lookedAt = -Infinity;

  /** `onForgotten` is told of a label set of a metric that gave up its room. `now` is in milliseconds. */
  constructor(
    private readonly limits: LabelLimits,
    private readonly onOverflow: (label: string) => void,
    private readonly onForgotten: (metric: string, labels: Labels) => void = () => undefined,
    private readonly now: () => number = () => performance.now()
  ) {}

  /** The labels to record under. `metric` only names the metric whose label sets are counted. */
  admit(metric: string, labels: Labels): Labels {
    if (!hasOpenLabel(labels)) {
      return labels;
    }
    // Nearly always the set is known: then this is all there is to do.
    const known = this.setsOf(metric).get(keyOf(labels));
    if (known === undefined) {
      return this.admitNew(metric, labels);
    }
    known.usedAt = this.now();
    return known.labels;
  }

  /** The value, if it is known or no more than a share of the room is taken; else what it is folded into. */
  valueWithin(label: string, value: string, share: number): string {
    const known = this.values.get(label);
    const taken = known?.size ?? 0;
    const short = value.slice(0, LONGEST_VALUE);
    // With all of the room, it is found or made when the value is admitted.
    if (share === 1 || taken < this.limits.values * share || known?.has(short) === true || isConfigured(label, short)) {
      return short;
    }
    if (share > 0) {
      this.onOverflow(label);
    }
    return folded(label, short);
  }

  private admitNew(metric: string, labels: Labels): Labels {
    const known = this.setsOf(metric);
    if (known.size >= this.limits.sets) {
      this.makeRoom();
    }
    const admitted: Record<string, string> = { ...labels };
    const open = Object.keys(labels).filter((label) => OPEN_LABELS.has(label));
    for (const label of open) {
      admitted[label] = this.admitValue(label, labels[label]);
    }
    const key = keyOf(admitted);
    const same = known.get(key);
    if (same === undefined && known.size >= this.limits.sets) {
      return this.fold(admitted, open);
    }
    const set = same ?? { labels: admitted, usedAt: 0 };
    set.usedAt = this.now();
    known.set(key, set);
    return set.labels;
  }

  private admitValue(label: string, value: string): string {
    const known = this.values.get(label) ?? new Set<string>();
    this.values.set(label, known);
    const short = value.slice(0, LONGEST_VALUE);
    if (known.has(short) || isConfigured(label, short) || short === folded(label, short)) {
      return short;
    }
    if (known.size >= this.limits.values) {
      this.makeRoom();
    }
    if (known.size >= this.limits.values) {
      this.onOverflow(label);
      return folded(label, short);
    }
    known.add(short);
    return short;
  }

  /** Forgets the sets that were not used for long, and the values that no other set has. */
  private makeRoom(): void {
    const now = this.now();
    if (now - this.lookedAt < LOOK_INTERVAL_MS) {
      return;
    }
    this.lookedAt = now;
    const used = new Map([...this.values.keys()].map((label) => [label, new Set<string>()]));
    for (const [metric, sets] of this.sets) {
      for (const [key, { labels, usedAt }] of sets) {
        if (now - usedAt >= IDLE_MS) {
          sets.delete(key);
          this.onForgotten(metric, labels);
        } else {
          used.forEach((values, label) => values.add(labels[label]));
        }
      }
    }
    this.values.forEach((values, label) =>
      values.forEach((value) => used.get(label)?.has(value) === true || values.delete(value))
    );
  }

  private fold(labels: Labels, open: readonly string[]): Labels {
    const result = { ...labels };
    for (const label of open) {
      const value = folded(label, result[label]);
      if (result[label] !== value) {
        this.onOverflow(label);
        result[label] = value;
      }
    }
    return result;
  }

  private setsOf(metric: string): Map<string, LabelSet> {
    let known = this.sets.get(metric);
    if (known === undefined) {
      known = new Map();
      this.sets.set(metric, known);
    }
    return known;
  }
}

function hasOpenLabel(labels: Labels): boolean {
  for (const label in labels) {
    if (OPEN_LABELS.has(label)) {
      return true;
    }
  }
  return false;
}

/** Names and values, so that sets whose labels were written in another order are never mistaken for each other. */
function keyOf(labels: Labels): string {
  let key = '';
  for (const label in labels) {
    key += `${label}\u0000${labels[label]}\u0000`;
  }
  return key;
}

/** Labels that the budget may fold. */
export const CAPPED_LABELS: readonly string[] = [...OPEN_LABELS];
