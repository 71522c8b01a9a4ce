import type { RuleFile } from '../../docs/ruleFiles';
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
  ['after all that read each other', { top: { c: 'b' }, x: { a: 'b' }, y: { b: 'a' } }, ['x', 'y', 'top']],
])('groups come %s', (_name, groups: Readonly<Record<string, Recorded>>, order) => {
  expect(groupOrder(files(groups))).toEqual(order);
});

it('puts sources first and recording rules second where groups read each other', () => {
  const [group] = files({ g: { a: 'b', b: 'a' } })[0].groups;
  const paths = ['coldstart.yml', 'recording.yml', 'sources/keda.yml', 'sources/kube-state-metrics.yml'];
  const order = groupOrder(paths.map((path) => ({ path, groups: [{ ...group, name: path }] })));
  expect(order).toEqual([...paths].reverse());
});
