import type { MetricDefinition } from '../../../src/vocabulary';
import type { ModelSeries } from '../../model/series';
import { Series, STALE, type Labels } from '../store/series';

/** A count or a value that the next scrape finds; `undefined` while it is not exposed. */
export class Cell {
  value: number | undefined;

  /** Counts. A counter with labels is exposed from its first count on, be that 0. */
  add(by: number): void {
    this.value = (this.value ?? 0) + by;
  }
}

/** A series of a scrape target, and where its value comes from. */
class Exposed {
  private wasExposed = false;

  constructor(
    readonly series: Series,
    private readonly read: () => number | undefined
  ) {}

  scrape(seconds: number): void {
    this.push(seconds, this.read());
  }

  push(seconds: number, value: number | undefined): void {
    if (value !== undefined) {
      this.series.push(seconds, value);
    } else if (this.wasExposed) {
      this.series.push(seconds, STALE);
    }
    this.wasExposed = value !== undefined;
  }
}

/** Something that is scraped: its series, under the labels that the scrape adds. */
export class Target {
  private readonly exposed: Exposed[] = [];

  constructor(private readonly identity: Labels) {}

  get series(): Series[] {
    return this.exposed.map(({ series }) => series);
  }

  /** Exposes what the model has of something, as that is at each scrape. */
  expose<State>(all: ReadonlyArray<ModelSeries<State>>, state: () => State): void {
    for (const { name, labels, of } of all) {
      this.exposed.push(new Exposed(new Series({ ...this.identity, ...labels, __name__: name }), () => of(state())));
    }
  }

  cell({ name }: Pick<MetricDefinition, 'name'>, labels: Labels = {}): Cell {
    const cell = new Cell();
    this.expose([{ name, labels, of: () => cell.value }], () => undefined);
    return cell;
  }

  scrape(seconds: number): void {
    this.exposed.forEach((one) => one.scrape(seconds));
  }

  /** The target is gone. */
  end(seconds: number): void {
    this.exposed.forEach((one) => one.push(seconds, undefined));
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
