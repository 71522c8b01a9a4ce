import { type DependencyList, useEffect, useState } from 'react';

/** What became of something asynchronous. */
export interface Loaded<T> {
  readonly value?: T;
  readonly error?: Error;
}

/** Runs `load` when `dependencies` change and keeps its newest outcome; the former value stays until the next is there. */
export function useLoaded<T>(load: () => Promise<T>, dependencies: DependencyList): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({});
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setState({ value }),
      (error: Error) => current && setState((former) => ({ ...former, error }))
    );
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what `load` depends on
  }, dependencies);
  return state;
}
