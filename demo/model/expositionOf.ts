import type { ModelSeries } from './series';

/** What is exposed in a state, as lines of text, sorted. */
export function expositionOf<State>(all: ReadonlyArray<ModelSeries<State>>, state: State): string[] {
  return all
    .flatMap(({ name, labels, of }) => {
      const value = of(state);
      const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
      return value === undefined ? [] : [`${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`];
    })
    .sort();
}
