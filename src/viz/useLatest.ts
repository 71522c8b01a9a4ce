import { useInsertionEffect, useRef } from 'react';

/**
 * The value of the last committed render, for what outlives a render: canvas hooks, event handlers. It is written before
 * the layout effects of any component run, so a chart that redraws in one already sees the new value.
 */
export function useLatest<T>(value: T): { readonly current: T } {
  const ref = useRef(value);
  useInsertionEffect(() => {
    ref.current = value;
  });
  return ref;
}
