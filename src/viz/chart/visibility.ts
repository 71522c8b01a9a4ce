/**
 * Which series are hidden after a click on a legend item, as in Grafana's own charts: a click shows that series alone, a
 * click on the one shown alone brings all back, and a click with Ctrl, Cmd or Shift shows or hides just that one.
 */
export function clickLegend(
  hidden: ReadonlySet<string>,
  clicked: string,
  all: readonly string[],
  justThisOne: boolean
): ReadonlySet<string> {
  if (justThisOne) {
    const next = new Set(hidden);
    return next.delete(clicked) ? next : next.add(clicked);
  }
  const others = all.filter((key) => key !== clicked);
  const isAlone = !hidden.has(clicked) && others.every((key) => hidden.has(key));
  return new Set(isAlone ? [] : others);
}
