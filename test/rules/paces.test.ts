import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { RULES, RULE_FILES } from './bundle';
import { mixedPaces, operandsIn } from './paces';

/** The comment above a rule, which may also stand above the list whose first it is. */
function commentsOf(path: string): Map<string, string> {
  const comments = new Map<string, string>();
  const groups = parseDocument(readFileSync(join(RULES, path), 'utf8')).get('groups');
  const items = isSeq(groups) ? groups.items : [];
  items.forEach((group, nth) => {
    const rules = isMap(group) ? group.get('rules', true) : undefined;
    for (const [index, rule] of (isSeq(rules) ? rules.items : []).entries()) {
      const above = isMap(rule) ? (rule.commentBefore ?? '') : '';
      comments.set(`${nth}/${index}`, above + (index === 0 && isSeq(rules) ? (rules.commentBefore ?? '') : ''));
    }
  });
  return comments;
}

describe('what rules subtract, divide or compare', () => {
  it.each(RULE_FILES.map((file) => [file.path, file] as const))(
    'is recorded at one pace in %s, or a comment says why that does no harm',
    (path, { groups }) => {
      const comments = commentsOf(path);
      const unexplained = groups.flatMap(({ rules }, nth) =>
        rules.flatMap(({ record, alert, expr }, index) => {
          const mixed = [...new Set(mixedPaces(RULE_FILES, expr))];
          const isExplained = /^\s*paces: \S/m.test(comments.get(`${nth}/${index}`) ?? '');
          return mixed.length > 0 && !isExplained ? [`${record ?? alert}: ${mixed.join('; ')}`] : [];
        })
      );
      expect(unexplained).toEqual([]);
    }
  );

  it('is found on both sides of an operator, however deep', () => {
    expect(operandsIn('sum by (a) (x:y[5m:1m]) > on (a) 2 * max_over_time(x:z{b="-"}[1h])')).toEqual([
      { left: ['x:y'], right: ['x:z'] },
      { left: [], right: ['x:z'] },
    ]);
  });

  it('is not what and, or and unless put beside each other', () => {
    expect(operandsIn('a:b and on (c) d:e unless f:g or h:i')).toEqual([]);
  });

  it('is told with the paces of both', () => {
    const rules = [
      { record: 'a:b', expr: 'x' },
      { record: 'c:d', expr: 'y' },
    ];
    const files = [
      { path: 'f', groups: rules.map((rule, nth) => ({ name: `g${nth}`, interval: `${nth + 1}m`, rules: [rule] })) },
    ];
    expect(mixedPaces(files, 'a:b - c:d')).toEqual(['a:b (1m) against c:d (2m)']);
    expect(mixedPaces(files, 'a:b - a:b offset 1m')).toEqual([]);
  });

  it('refuses what is no PromQL', () => {
    expect(() => operandsIn('sum by (')).toThrow('no PromQL');
  });
});
