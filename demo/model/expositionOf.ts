import { samplesOf, type ModelSeries } from './series';

/** What is exposed in a state, as lines of text, sorted. */
export function expositionOf<State>(all: ReadonlyArray<ModelSeries<State>>, state: State): string[] {
  return samplesOf(all, state)
    .map(({ name, labels, value }) => {
      const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
      return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
    })
    .sort();
}
