import type { RuleFile, RuleGroup } from '../../../docs/ruleFiles';

/** Sources come first, then what makes one vocabulary of them, then what reads it. */
function rankOf({ path }: RuleFile): number {
  return path.startsWith('sources/') ? 0 : path === 'recording.yml' ? 1 : 2;
}

const QUICK = new Set(['15s', '30s']);

/**
 * The rules in two groups, each evaluated from its first to its last rule, as promtool evaluates them: what looks every 15 or
 * 30 seconds does so every 15, what looks every minute or more seldom every minute. Nothing else is different. Prometheus gives
 * each group its own second of its interval, so that what one group hands on waits up to a minute for the next; a chain of
 * four and an alert at the end of it would take up to five minutes.
 */
export function inOneGo(files: readonly RuleFile[]): { readonly groups: readonly RuleGroup[] } {
  const groups = [...files].sort((a, b) => rankOf(a) - rankOf(b)).flatMap((file) => file.groups);
  const isQuick = ({ interval }: RuleGroup) => QUICK.has(interval ?? '');
  const rulesOf = (some: readonly RuleGroup[]) => some.flatMap(({ rules }) => rules);
  return {
    groups: [
      { name: 'elastiscope.quick', interval: '15s', rules: rulesOf(groups.filter(isQuick)) },
      { name: 'elastiscope.minute', interval: '1m', rules: rulesOf(groups.filter((group) => !isQuick(group))) },
    ],
  };
}
