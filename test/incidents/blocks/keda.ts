import { kedaScrape, scaledObjectSeries } from '../../../demo/model/keda';
import { KEDA_POLLING_SECONDS, SCRAPE_SECONDS } from '../../../demo/model/paces';
import { overTime } from '../../../demo/model/series';
import type { System } from '../incident';
import type { SourceSeries } from '../series/source';
import { counting, valueAt, type Timeline } from '../series/timeline';
import { identityOf } from '../systems';

export interface KedaStory {
  readonly active: Timeline<boolean>;
  /** As KEDA names the metric of the trigger. */
  readonly trigger?: string;
  readonly paused?: Timeline<boolean>;
  /** Every poll fails. */
  readonly failing?: Timeline<boolean>;
  /** What the trigger asks answers nothing, at every poll. */
  readonly empty?: Timeline<boolean>;
}

/** Counts the polls at which something holds. */
function polls(holds: Timeline<boolean>): (seconds: number) => number {
  const isCounted = (seconds: number) => seconds % KEDA_POLLING_SECONDS === 0 && valueAt(holds, seconds) === true;
  const count = counting((seconds) => Number(isCounted(seconds)) / SCRAPE_SECONDS);
  return (seconds) => count(seconds) ?? 0;
}

/** The ScaledObject of a system with one trigger, as the KEDA operator shows it. */
export function keda(system: System, story: KedaStory): SourceSeries[] {
  const { active, trigger = 's0-prometheus', paused = false, failing = false, empty = false } = story;
  const { cluster, namespace, workload } = identityOf(system);
  const [failed, unanswered] = [polls(failing), polls(empty)];
  return overTime(
    scaledObjectSeries({ namespace, name: workload }, trigger),
    kedaScrape(cluster, '10.0.0.8:8080'),
    (seconds) => {
      const isActive = valueAt(active, seconds) ?? false;
      return {
        isActive,
        value: Number(isActive),
        isPaused: valueAt(paused, seconds) ?? false,
        failed: failed(seconds),
        empty: unanswered(seconds),
      };
    }
  );
}
