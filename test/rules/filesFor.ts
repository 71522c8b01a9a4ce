import type { RuleFile } from '../../docs/ruleFiles';
import { metricsIn } from './promql';
import { RULE_FILES } from './bundle';

/** Who is always there: kube-state-metrics.yml also settles whose replicas are believed. */
const ALWAYS = ['sources/kube-state-metrics.yml', 'sources/sidecar.yml'];

const isSource = ({ path }: RuleFile) => path.startsWith('sources/') && !ALWAYS.includes(path);

/** The names of metrics that rules of a file read, as patterns where a selector has one. */
function namesRead({ groups }: RuleFile): ReadonlySet<string> {
  const exprs = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  const patterns = exprs.flatMap((expr) =>
    [...expr.matchAll(/__name__\s*=~\s*"([^"]+)"/g)].map(([, names = '']) => names)
  );
  const utf8 = exprs.flatMap((expr) => [...expr.matchAll(/\{\s*\\?"([^"\\]+)\\?"/g)].map(([, name = '']) => name));
  return new Set([...exprs.flatMap(metricsIn), ...patterns, ...utf8]);
}

const SOURCES = RULE_FILES.filter(({ path }) => path.startsWith('sources/')).map((file) => ({
  file,
  names: namesRead(file),
}));

/** What several sources read is no sign of one: what they all record, `up`, what kube-state-metrics says. */
function isOwn(name: string): boolean {
  return /[|.*+?]/.test(name) || SOURCES.filter(({ names }) => names.has(name)).length === 1;
}

/**
 * The files without those of sources that none of the series comes from. promtool parses every expression at every evaluation, and
 * those of sources are most of the text. A source that is not there records nothing, which an ordinary day shows with all files.
 */
export function filesFor(files: readonly RuleFile[], seriesNames: Iterable<string>): RuleFile[] {
  const present = [...new Set(seriesNames)];
  const isThere = (pattern: string) => {
    const name = new RegExp(`^(?:${pattern})$`);
    return present.some((one) => name.test(one));
  };
  const sees = (path: string) => {
    const own = SOURCES.find(({ file }) => file.path === path)?.names ?? [];
    return [...own].filter(isOwn).some(isThere);
  };
  return files.filter((file) => !isSource(file) || sees(file.path));
}
