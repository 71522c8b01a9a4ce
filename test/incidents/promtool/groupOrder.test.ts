import type { RuleFile } from '../../../docs/ruleFiles';
import { groupOrder } from './groupOrder';

type Recorded = Readonly<Record<string, string>>;

function files(groups: Readonly<Record<string, Recorded>>): RuleFile[] {
  const rules = (recorded: Recorded) => Object.entries(recorded).map(([record, expr]) => ({ record, expr }));
  return [
    { path: 'a.yml', groups: Object.entries(groups).map(([name, recorded]) => ({ name, rules: rules(recorded) })) },
  ];
}

it.each([
  [
    'after those whose series they read',
    { top: { c: 'b' }, middle: { b: 'a' }, low: { a: 'raw' } },
    ['low', 'middle', 'top'],
  ],
  ['as they stand where nothing is read', { x: { a: 'raw' }, y: { b: 'raw' } }, ['x', 'y']],
  ['with their own past', { x: { a: 'a or raw' } }, ['x']],
  ['the first first where two read each other', { x: { a: 'b' }, y: { b: 'a' }, z: { c: 'a' } }, ['x', 'y', 'z']],
])('groups come %s', (_name, groups: Readonly<Record<string, Recorded>>, order) => {
  expect(groupOrder(files(groups))).toEqual(order);
});
