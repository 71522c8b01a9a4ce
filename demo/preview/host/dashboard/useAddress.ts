import { type AbsoluteTimeRange, dateTime, type RawTimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useMemo } from 'react';
import { useLocation } from 'grafana-private/router';
import type { Dashboard } from './model';

/** What the address of a dashboard says: the only place where the state of the page is kept. */
export interface Address {
  readonly raw: RawTimeRange;
  /** Refresh interval such as `10s`; empty for off. */
  readonly refresh: string;
  readonly timeZone: string;
  readonly variable: (name: string) => readonly string[];
  readonly setRange: (raw: RawTimeRange) => void;
  readonly setRefresh: (interval: string) => void;
  readonly setTimeZone: (timeZone: string) => void;
  readonly setVariable: (name: string, values: readonly string[]) => void;
}

/** A point in time in the address: unix milliseconds or relative, such as `now-1h`. */
function parseTime(text: string) {
  return /^\d+$/.test(text) ? dateTime(Number(text)) : text;
}

function formatTime(time: RawTimeRange['from']): string {
  return typeof time === 'string' ? time : String(time.valueOf());
}

/** An absolute range, as panels ask for it when somebody drags over a chart. */
export function fromAbsolute({ from, to }: AbsoluteTimeRange): RawTimeRange {
  return { from: dateTime(from), to: dateTime(to) };
}

/** Reads the address, falling back to what the dashboard sets. */
export function useAddress(dashboard: Dashboard): Address {
  const { search } = useLocation();
  return useMemo(() => {
    const params = new URLSearchParams(search);
    const set = (query: Record<string, string | readonly string[]>) => locationService.partial(query);
    return {
      raw: {
        from: parseTime(params.get('from') ?? dashboard.time?.from ?? 'now-1h'),
        to: parseTime(params.get('to') ?? dashboard.time?.to ?? 'now'),
      },
      refresh: params.get('refresh') ?? (typeof dashboard.refresh === 'string' ? dashboard.refresh : ''),
      timeZone: params.get('timezone') ?? (dashboard.timezone || 'browser'),
      variable: (name) => params.getAll(`var-${name}`),
      setRange: (raw) => set({ from: formatTime(raw.from), to: formatTime(raw.to) }),
      setRefresh: (refresh) => set({ refresh }),
      setTimeZone: (timezone) => set({ timezone }),
      setVariable: (name, values) => set({ [`var-${name}`]: values }),
    };
  }, [search, dashboard]);
}
