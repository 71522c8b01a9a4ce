import { rangeUtil } from '@grafana/data';
import { useCallback, useEffect, useState } from 'react';

/** Counts refreshes: by hand, and every `interval` while the page can be seen. */
export function useRefresh(interval: string): { count: number; refresh: () => void } {
  const [count, setCount] = useState(0);
  const refresh = useCallback(() => setCount((old) => old + 1), []);
  useEffect(() => {
    if (!interval) {
      return undefined;
    }
    const timer = setInterval(() => !document.hidden && refresh(), rangeUtil.intervalToMs(interval));
    return () => clearInterval(timer);
  }, [interval, refresh]);
  return { count, refresh };
}
