/** One evaluation of a group: when it takes place, and for which time its rules are asked. Seconds since the epoch. */
export interface Evaluation {
  readonly at: number;
  readonly timestamp: number;
}

/** How an engine spreads groups over time, and when others see what a rule recorded. */
export interface Timing {
  evaluations(group: string, intervalSeconds: number, from: number, to: number): Evaluation[];
  /** Whether the rules below one in its group, and groups evaluated a moment later, see what it records. */
  readonly seesAtOnce: boolean;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A share of 1 that a text always gives, as both engines hash the names of groups. */
function shareOf(text: string): number {
  let hash = FNV_OFFSET;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, FNV_PRIME);
  }
  // The last bytes move the lowest bits most: mix them into all.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function moments(offset: number, intervalSeconds: number, from: number, to: number): number[] {
  const first = Math.ceil((from - offset) / intervalSeconds) * intervalSeconds + offset;
  const count = Math.max(0, Math.floor((to - first) / intervalSeconds) + 1);
  return Array.from({ length: count }, (_, index) => first + index * intervalSeconds);
}

const toMilliseconds = (value: number) => Math.round(value * 1000) / 1000;

/**
 * Prometheus evaluates a group at an offset of its own within its interval, for the time at which it does so
 * (prometheus/prometheus, rules/group.go, EvalTimestamp).
 */
export function prometheusTiming(seed: string): Timing {
  return {
    evaluations: (group, intervalSeconds, from, to) =>
      moments(shareOf(`${seed}/${group}`) * intervalSeconds, intervalSeconds, from, to)
        .map(toMilliseconds)
        .map((at) => ({ at, timestamp: at })),
    seesAtOnce: true,
  };
}

/** `-rule.evalDelay`, by default. */
const EVAL_DELAY_SECONDS = 30;

/**
 * vmalert also evaluates a group at an offset of its own, which depends on the path of its file, but asks for a whole interval
 * at least half a minute ago (VictoriaMetrics/VictoriaMetrics, app/vmalert/rule/group.go, adjustReqTimestamp): groups of one
 * interval ask for the same time, in an order that nobody chose.
 */
export function vmalertTiming(seed: string): Timing {
  return {
    evaluations: (group, intervalSeconds, from, to) =>
      moments(shareOf(`${seed}/${group}`) * intervalSeconds, intervalSeconds, from, to).map((at) => ({
        at,
        timestamp: Math.floor((at - EVAL_DELAY_SECONDS) / intervalSeconds) * intervalSeconds,
      })),
    seesAtOnce: false,
  };
}
