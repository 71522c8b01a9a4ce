import { INSTANCE } from '../../../src/vocabulary';
import type { RecordingRule, RuleGroup } from './read';

/** Rules that are evaluated together. */
export interface Unit {
  readonly rules: readonly RecordingRule[];
  /** The words of its expressions: series that it reads, also its own, functions and labels. */
  readonly words: ReadonlySet<string>;
  readonly stepSeconds: number;
  /**
   * How far they may be evaluated at once: an evaluation sees nothing of what the same stretch records. Rules that read no
   * past of their own have no limit.
   */
  readonly strideSeconds: number;
}

/** Live, groups of 15 s keep up with the second; a day of them is read by the minute. */
const SHORTEST_STEP_SECONDS = 60;

/**
 * For rules that read what they recorded themselves. Prometheus looks back five minutes for a value, and nothing the demo
 * remembers so comes and goes within four.
 */
const LONGEST_MEMORY_SECONDS = 240;

/** What lasts shorter than a minute and is looked at as a lane: an election is over in a quarter of one. */
const FINE_STEP_SECONDS = 15;
const FINE: ReadonlySet<string> = new Set([INSTANCE.up.name, INSTANCE.state.name]);

function stepOf({ record }: RecordingRule, intervalSeconds: number, shortestSeconds: number): number {
  return FINE.has(record) ? FINE_STEP_SECONDS : Math.max(intervalSeconds, shortestSeconds);
}

function namesIn(expr: string): Set<string> {
  return new Set(expr.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? []);
}

/**
 * Cuts a group where order does not matter: rules stay together from one that reads what it, or a later rule of the group,
 * recorded at the evaluation before, to that later rule.
 */
function unitsOf({ rules, intervalSeconds }: RuleGroup, shortestSeconds: number): Unit[] {
  const units: Unit[] = [];
  for (let start = 0; start < rules.length; ) {
    let end = start;
    let readsItsPast = false;
    for (let index = start; index <= end; index++) {
      const reads = namesIn(rules[index].expr);
      for (let later = index; later < rules.length; later++) {
        if (reads.has(rules[later].record)) {
          end = Math.max(end, later);
          readsItsPast = true;
        }
      }
    }
    const together = rules.slice(start, end + 1);
    const stepSeconds = Math.min(...together.map((rule) => stepOf(rule, intervalSeconds, shortestSeconds)));
    // `@ end()` means the time of the one evaluation, but the end of all of them when there are several.
    const asksForItsTime = together.some(({ expr }) => /@\s*(end|start)\(\)/.test(expr));
    const strideSeconds = asksForItsTime ? stepSeconds : readsItsPast ? LONGEST_MEMORY_SECONDS : Infinity;
    const words = new Set(together.flatMap(({ expr }) => [...namesIn(expr)]));
    units.push({ rules: together, words, stepSeconds, strideSeconds });
    start = end + 1;
  }
  return units;
}

/**
 * The rules in layers: each reads only raw series, layers before it, and its own past. A rule that reads another group's
 * series sees, live, what that group recorded last; here it sees what it records for the same moment.
 */
export function planRules(groups: readonly RuleGroup[], shortestSeconds = SHORTEST_STEP_SECONDS): Unit[][] {
  const layers: Unit[][] = [];
  let waiting = groups.flatMap((group) => unitsOf(group, shortestSeconds));
  while (waiting.length > 0) {
    const open = new Set(waiting.flatMap(({ rules }) => rules.map(({ record }) => record)));
    const layer = waiting.filter(({ rules }) => {
      const own = new Set(rules.map(({ record }) => record));
      return rules.every(({ expr }) => [...namesIn(expr)].every((name) => own.has(name) || !open.has(name)));
    });
    if (layer.length === 0) {
      throw new Error(`these recording rules of different groups read each other: ${[...open].join(', ')}`);
    }
    layers.push(layer);
    waiting = waiting.filter((unit) => !layer.includes(unit));
  }
  return layers;
}
