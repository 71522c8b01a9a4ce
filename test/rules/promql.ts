/** Words of PromQL that are no metric names. */
const WORDS = new Set([
  ...['and', 'or', 'unless', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'offset', 'bool'],
  ...['inf', 'nan'],
]);

const CLAUSE = /\b(by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;

/** The expression without comments, label matchers, ranges and strings; alternatives of a name stand side by side. */
function bare(expr: string): string {
  return expr
    .replace(/#.*$/gm, '')
    .replace(/\{__name__=~"([^"]+)"/g, (_match, names: string) => `${names.split('|').join(' ')} {`)
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ');
}

/** Names of the metrics that an expression reads. Dashboard variables are not names. */
export function metricsIn(expr: string): string[] {
  const names = [
    ...bare(expr)
      .replace(CLAUSE, ' ')
      .matchAll(/(?<![\w:.$])([a-zA-Z_:][\w:]*)(?!\s*\(|[\w:])/g),
  ];
  return [...new Set(names.map(([, name = '']) => name))].filter((name) => !WORDS.has(name.toLowerCase()));
}

/** The labels of every clause of one kind, in the order of the expression. */
export function clausesIn(expr: string, keywords: readonly string[]): string[][] {
  return [...bare(expr).matchAll(CLAUSE)]
    .filter(([, keyword = '']) => keywords.includes(keyword))
    .map(([, , labels = '']) =>
      labels
        .split(',')
        .map((label) => label.trim())
        .filter(Boolean)
    );
}

/** Name and labels of a series as it is written, e.g. `up{job="a"}`. */
export function readSeries(text: string): { name: string; labels: string[] } {
  const [, name = '', inner = ''] = /^([\w:]*)(?:\{(.*)\})?$/.exec(text.trim()) ?? [];
  return { name, labels: [...inner.matchAll(/(\w+)\s*=\s*"/g)].map(([, label = '']) => label) };
}
