import type { MetricDefinition } from '../../src/vocabulary';

export type Labels = Readonly<Record<string, string>>;

/** A series that an exporter has of something, and how its value follows from the state that the thing is in. */
export interface ModelSeries<State> {
  readonly name: string;
  /** Beside those that the scrape adds. */
  readonly labels: Labels;
  /** `undefined`: not exposed in this state. A series that was there ends then. */
  readonly of: (state: State) => number | undefined;
}

/** A series and what it is worth at a time. */
export interface TimedSeries {
  readonly name: string;
  readonly labels: Labels;
  readonly at: (seconds: number) => number | undefined;
}

type Named = Pick<MetricDefinition, 'name'>;

export function series<State>({ name }: Named, labels: Labels, of: ModelSeries<State>['of']): ModelSeries<State> {
  return { name, labels, of };
}

/** A series for each value of a label: 1 for the one that holds, 0 for the others, none where nothing is known. */
export function oneOf<State, Value extends string>(
  metric: Named,
  labels: Labels,
  label: string,
  values: readonly Value[],
  current: (state: State) => Value | undefined
): Array<ModelSeries<State>> {
  return values.map((value) =>
    series(metric, { ...labels, [label]: value }, (state: State) => {
      const holds = current(state);
      return holds === undefined ? undefined : Number(holds === value);
    })
  );
}

/** The same series of a part of a larger state; where that part is missing, so are they. */
export function partOf<Whole, Part>(
  all: ReadonlyArray<ModelSeries<Part>>,
  part: (whole: Whole) => Part | undefined
): Array<ModelSeries<Whole>> {
  return all.map(({ of, ...one }) => ({
    ...one,
    of: (whole: Whole) => {
      const state = part(whole);
      return state === undefined ? undefined : of(state);
    },
  }));
}

/** What a scrape with these labels finds over time; nothing while the thing does not exist. */
export function overTime<State>(
  all: ReadonlyArray<ModelSeries<State>>,
  scrape: Labels,
  stateAt: (seconds: number) => State | undefined
): TimedSeries[] {
  return partOf(all, stateAt).map(({ name, labels, of }) => ({ name, labels: { ...scrape, ...labels }, at: of }));
}

/** A series and what it is worth now. */
export interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

/** What is exposed in a state. */
export function samplesOf<State>(all: ReadonlyArray<ModelSeries<State>>, state: State): Sample[] {
  return all.flatMap(({ name, labels, of }) => {
    const value = of(state);
    return value === undefined ? [] : [{ name, labels, value }];
  });
}
