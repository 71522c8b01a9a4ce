/** Value that stands for all values a label has no room for. */
export const OTHER = 'other';

/** Labels whose values come from traffic. All others have values from the configuration or from fixed lists. */
const OPEN_LABELS: ReadonlySet<string> = new Set(['model', 'flow', 'team', 'route']);

const LONGEST_VALUE = 100;

export interface LabelLimits {
  /** Distinct values an open label may take in all metrics together. */
  readonly values: number;
  /** Distinct label sets one metric may have: a scrape blocks the event loop for about 60 µs a set. */
  readonly sets: number;
}

/** Keeps the number of series bounded: values (and sets) that find no room are folded into `other`. */
export class LabelBudget {
  private readonly values = new Map<string, Set<string>>();
  private readonly sets = new Map<string, Set<string>>();

  constructor(
    private readonly limits: LabelLimits,
    private readonly onOverflow: (label: string) => void
  ) {}

  /** The labels to record under. `metric` only names the metric whose label sets are counted. */
  admit(metric: string, labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const open = Object.keys(labels).filter((label) => OPEN_LABELS.has(label));
    if (open.length === 0) {
      return labels;
    }
    const admitted: Record<string, string> = { ...labels };
    for (const label of open) {
      admitted[label] = this.admitValue(label, labels[label]);
    }
    return this.hasRoomForSet(metric, admitted) ? admitted : this.fold(admitted, open);
  }

  private admitValue(label: string, value: string): string {
    const known = this.values.get(label) ?? new Set<string>();
    this.values.set(label, known);
    const short = value.slice(0, LONGEST_VALUE);
    if (known.has(short)) {
      return short;
    }
    if (known.size >= this.limits.values) {
      this.onOverflow(label);
      return OTHER;
    }
    known.add(short);
    return short;
  }

  private hasRoomForSet(metric: string, labels: Readonly<Record<string, string>>): boolean {
    const known = this.sets.get(metric) ?? new Set<string>();
    this.sets.set(metric, known);
    const key = Object.values(labels).join('\u0000');
    if (known.has(key)) {
      return true;
    }
    if (known.size >= this.limits.sets) {
      return false;
    }
    known.add(key);
    return true;
  }

  private fold(labels: Record<string, string>, open: readonly string[]): Record<string, string> {
    const folded = { ...labels };
    for (const label of open) {
      if (folded[label] !== OTHER) {
        this.onOverflow(label);
        folded[label] = OTHER;
      }
    }
    return folded;
  }
}

/** Labels that the budget may fold. */
export const CAPPED_LABELS: readonly string[] = [...OPEN_LABELS];
