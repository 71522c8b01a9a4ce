import type { MetricDefinition } from '../../../src/vocabulary';
import { Series, STALE, type Labels } from '../store/series';

/** One series of a scrape target with the value that the next scrape finds; `undefined` while it is not exposed. */
export class Cell {
  value: number | undefined;
  private wasExposed = false;

  constructor(readonly series: Series) {}

  /** Counts. A counter is exposed from its first count on: before, it would add nothing to any increment. */
  add(by: number): void {
    if (by !== 0) {
      this.value = (this.value ?? 0) + by;
    }
  }

  scrape(seconds: number): void {
    if (this.value !== undefined) {
      this.series.push(seconds, this.value);
    } else if (this.wasExposed) {
      this.series.push(seconds, STALE);
    }
    this.wasExposed = this.value !== undefined;
  }
}

/** A histogram of a scrape target. */
export class Histogram {
  constructor(
    private readonly bounds: readonly number[],
    private readonly buckets: readonly Cell[],
    private readonly count: Cell,
    private readonly sum: Cell
  ) {}

  observe(value: number): void {
    for (let index = 0; index < this.buckets.length; index++) {
      const bucket = this.buckets[index];
      // Empty buckets count, too: they bound the next one.
      bucket.value = (bucket.value ?? 0) + (value <= (this.bounds[index] ?? Infinity) ? 1 : 0);
    }
    this.count.add(1);
    this.sum.add(value);
  }
}

/** Something that is scraped: its series, under the labels that the scrape adds. */
export class Target {
  private readonly cells: Cell[] = [];

  constructor(private readonly identity: Labels) {}

  get series(): Series[] {
    return this.cells.map(({ series }) => series);
  }

  cell({ name }: Pick<MetricDefinition, 'name'>, labels: Labels = {}): Cell {
    const cell = new Cell(new Series({ ...this.identity, ...labels, __name__: name }));
    this.cells.push(cell);
    return cell;
  }

  histogram({ name }: MetricDefinition, labels: Labels, bounds: readonly number[]): Histogram {
    const buckets = [...bounds.map(String), '+Inf'].map((le) =>
      this.cell({ name: `${name}_bucket` }, { ...labels, le })
    );
    return new Histogram(
      bounds,
      buckets,
      this.cell({ name: `${name}_count` }, labels),
      this.cell({ name: `${name}_sum` }, labels)
    );
  }

  scrape(seconds: number): void {
    this.cells.forEach((cell) => cell.scrape(seconds));
  }

  /** The target is gone. */
  end(seconds: number): void {
    this.cells.forEach((cell) => (cell.value = undefined));
    this.scrape(seconds);
  }
}

/** Series of one metric that come to be when they are first asked for. */
export class CellsByLabels {
  private readonly known = new Map<string, Cell>();

  constructor(
    private readonly target: Target,
    private readonly definition: MetricDefinition
  ) {}

  /** `values` in the order of the definition's labels. */
  of(...values: readonly string[]): Cell {
    const key = values.join('\n');
    const known = this.known.get(key);
    if (known) {
      return known;
    }
    const labels = Object.fromEntries(this.definition.labels.map((label, index) => [label, values[index] ?? '']));
    const cell = this.target.cell(this.definition, labels);
    this.known.set(key, cell);
    return cell;
  }
}
