/** Value that stands for all values a label has no room for. */
export const OTHER = 'other';

/** Labels whose values come from traffic. All others have values from the configuration or from fixed lists. */
const OPEN_LABELS: ReadonlySet<string> = new Set(['model', 'flow', 'team', 'route']);

const LONGEST_VALUE = 100;

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

/** Keeps the number of series bounded: values (and sets) that find no room are folded into `other`. */
export class LabelBudget {
  private readonly values = new Map<string, Set<string>>();
  private readonly sets = new Map<string, Map<string, Labels>>();

  constructor(
    private readonly limits: LabelLimits,
    private readonly onOverflow: (label: string) => void
  ) {}

  /** The labels to record under. `metric` only names the metric whose label sets are counted. */
  admit(metric: string, labels: Labels): Labels {
    if (!hasOpenLabel(labels)) {
      return labels;
    }
    // Nearly always the set is known: then this is all there is to do.
    return this.setsOf(metric).get(keyOf(labels)) ?? this.admitNew(metric, labels);
  }

  private admitNew(metric: string, labels: Labels): Labels {
    const known = this.setsOf(metric);
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
    known.set(key, same ?? admitted);
    return same ?? admitted;
  }

  private admitValue(label: string, value: string): string {
    const known = this.values.get(label) ?? new Set<string>();
    this.values.set(label, known);
    const short = value.slice(0, LONGEST_VALUE);
    if (known.has(short) || isConfigured(label, short)) {
      return short;
    }
    if (known.size >= this.limits.values) {
      this.onOverflow(label);
      return folded(label, short);
    }
    known.add(short);
    return short;
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

  private setsOf(metric: string): Map<string, Labels> {
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
