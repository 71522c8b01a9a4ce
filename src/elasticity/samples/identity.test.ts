import { groupByWorkload, instanceKey, workloadKey, workloadNames, workloadOf } from './identity';

const identity = (cluster: string, namespace: string, workload: string) => ({ cluster, namespace, workload });

it('keys differ for different workloads, whatever characters their labels hold', () => {
  const workloads = [
    identity('a', 'b', 'c'),
    identity('ab', '', 'c'),
    identity('', 'ab', 'c'),
    identity('a', 'bc', ''),
    identity('1:1:', 'b', 'c'),
    identity('a', '1:b', 'c'),
  ];
  expect(new Set(workloads.map(workloadKey)).size).toBe(workloads.length);
  expect(workloadKey(identity('a', 'b', 'c'))).toBe(workloadKey(identity('a', 'b', 'c')));
  const [workload, other] = [identity('a', 'b', 'c'), identity('a', 'b', 'cd')];
  expect(instanceKey({ workload, instance: 'de' })).not.toBe(instanceKey({ workload: other, instance: 'e' }));
});

it('a label that is missing is empty', () => {
  expect(workloadOf({ workload: 'w' })).toEqual(identity('', '', 'w'));
});

it.each([
  ['by namespace and name', [identity('c', 'n', 'w'), identity('c', 'm', 'w')], ['n/w', 'm/w']],
  ['by cluster where there are several', [identity('c', 'n', 'w'), identity('d', 'n', 'w')], ['c/n/w', 'd/n/w']],
  ['without the labels that they do not have', [identity('', '', 'w')], ['w']],
  ['not at all without labels', [identity('', '', '')], ['']],
])('names workloads %s', (_, shown, names) => {
  expect(shown.map(workloadNames(shown))).toEqual(names);
});

it('groups by workload in the order in which things come', () => {
  const things = ['b', 'a', 'b'].map((name, i) => ({ workload: identity('c', 'n', name), i }));
  expect([...groupByWorkload(things).values()].map((group) => group.map(({ i }) => i))).toEqual([[0, 2], [1]]);
});
