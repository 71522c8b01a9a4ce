import { uidOf } from '../../../demo/model/kubeState/pods';
import { Series } from '../../../demo/history/store/series';

/** No rule looks back longer than this for a single instance, so that a name means another one by then. */
const REUSED_AFTER_SECONDS = 2 * 3600;

interface Life {
  begin: number;
  end: number;
}

function livesOf(all: readonly Series[]): Map<string, Life> {
  const lives = new Map<string, Life>();
  for (const { labels, times } of all) {
    const [begin, end] = [times[0] ?? 0, times.at(-1) ?? 0];
    const life = lives.get(labels.instance) ?? { begin, end };
    lives.set(labels.instance, { begin: Math.min(life.begin, begin), end: Math.max(life.end, end) });
  }
  return lives;
}

/**
 * Gives a pod the name of one that has been gone for two hours, as a StatefulSet would. promtool holds every series for the
 * whole of a test (a megabyte a week), and a week of ever new names would take gigabytes.
 */
export function reusedNames(all: readonly Series[]): Series[] {
  const names = new Map<string, string>();
  const free: Array<{ readonly name: string; since: number }> = [];
  for (const [instance, { begin, end }] of [...livesOf(all)].sort(([, a], [, b]) => a.begin - b.begin)) {
    const known = free.find(({ since }) => since + REUSED_AFTER_SECONDS <= begin);
    const slot = known ?? { name: instance, since: end };
    if (!known) {
      free.push(slot);
    }
    slot.since = end;
    names.set(instance, slot.name);
  }
  return all.map((series) => {
    const rename = (name: string | undefined) => names.get(name ?? '') ?? name ?? '';
    const { instance, pod } = series.labels;
    const renamed = new Series({
      ...series.labels,
      instance: rename(instance),
      ...(pod !== undefined && { pod: rename(pod), uid: uidOf(rename(pod)) }),
    });
    renamed.times = series.times;
    renamed.values = series.values;
    return renamed;
  });
}
