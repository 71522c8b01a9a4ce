/** What happened at one workload, counted where it happened and not read from any series. */
export interface Totals {
  /** HTTP requests that its sidecars answered. */
  requests: number;
  /** Of those, the ones that failed: 5xx, or broken off by the backend. */
  failed: number;
  /** Requests that waited for a cold start. */
  delayed: number;
  /** Tokens of all kinds. */
  tokens: number;
  costUsd: number;
  /** Pods that were started. */
  pods: number;
  /** Times somebody took over from another leader. */
  failovers: number;
}

export function noTotals(): Totals {
  return { requests: 0, failed: 0, delayed: 0, tokens: 0, costUsd: 0, pods: 0, failovers: 0 };
}
