/** @jest-environment node */
import { applyChange } from '../advise/apply';
import type { SettingChange } from '../advise';
import { knobsOf } from '../advise/knobs';
import { changeManifest } from './change';
import { ManifestError } from './error';
import { readManifest } from './manifest';
import { HPA, SCALED_OBJECT } from './manifest.testing';

const BARE = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: bare
spec:
  maxReplicas: 10 # the budget
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: bare }
`;

/** As other tools write them: JSON, Windows, braces, lists at the column of their key, all kinds of metrics. */
const SHAPES: Readonly<Record<string, string>> = {
  'an HPA': HPA,
  'a ScaledObject': SCALED_OBJECT.replace('    autoscaling.keda.sh/paused-scale-in: "true"\n', '    note: none\n'),
  'an HPA without metrics and behavior': BARE,
  'an HPA with an empty list of metrics': `${BARE}  metrics: []\n  behavior:\n`,
  'an HPA that does not end its last line': BARE.trimEnd(),
  JSON: JSON.stringify({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'json' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'json' },
      minReplicas: 1,
      maxReplicas: 10,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
    },
  }),
  'Windows line ends': HPA.replaceAll('\n', '\r\n'),
  'braces and quotes': `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: a}
spec:
  scaleTargetRef: {kind: Deployment, name: a}
  maxReplicas: 10
  metrics:
  - {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 500Mi}}}
  - type: Pods
    pods: {metric: {name: p}, target: {type: AverageValue, averageValue: "3"}}
  - type: Object
    object:
      describedObject: {apiVersion: v1, kind: Service, name: a}
      metric: {name: o}
      target: {type: Value, value: '12k'}
  behavior:
    scaleDown: {policies: [{type: Pods, value: 2, periodSeconds: 15}, {type: Percent, value: 20, periodSeconds: 15}]}
    # Up it goes as it likes.
    scaleUp:
      policies:
      - periodSeconds: 30 # half a minute
        type: Pods
        value: 2
`,
};

const changed = (text: string, changes: readonly SettingChange[]) =>
  changes.reduce(applyChange, readManifest(text).autoscaler);

describe.each(Object.entries(SHAPES))('%s', (_name, text) => {
  const knobs = knobsOf(readManifest(text).autoscaler);

  it('says the changed policy, whichever setting is changed', () => {
    for (const change of knobs.flat()) {
      expect(readManifest(changeManifest(text, [change])).autoscaler).toEqual(changed(text, [change]));
    }
  });

  it('says the changed policy when everything is changed at once', () => {
    for (const last of [false, true]) {
      const changes = knobs.flatMap((knob) => (last ? knob.slice(-1) : knob.slice(0, 1)));
      expect(readManifest(changeManifest(text, changes)).autoscaler).toEqual(changed(text, changes));
    }
  });

  it('stays as it is byte for byte when nothing is changed', () => {
    expect(changeManifest(text, [])).toBe(text);
  });

  it('keeps every comment', () => {
    const changes = knobs.flatMap((knob) => knob.slice(0, 1));
    const after = changeManifest(text, changes);
    for (const [comment] of text.matchAll(/ # .*$/gm)) {
      expect(after).toContain(comment);
    }
  });
});

it('changes what it is asked to, and no other byte', () => {
  const changes: SettingChange[] = [
    { kind: 'window', direction: 'scaleDown', seconds: 900 },
    { kind: 'rate', direction: 'scaleDown', policy: { type: 'Pods', value: 1, periodSeconds: 60 } },
    { kind: 'window', direction: 'scaleUp', seconds: 30 },
    { kind: 'target', metric: 0, value: 3.5 },
  ];
  expect(changeManifest(HPA, changes)).toBe(
    HPA.replace('stabilizationWindowSeconds: 600', 'stabilizationWindowSeconds: 900')
      .replace('- type: Percent\n          value: 10', '- type: Pods\n          value: 1')
      .replace('averageValue: 2500m', 'averageValue: 3.5')
      .concat('    scaleUp:\n      stabilizationWindowSeconds: 30\n')
  );
});

it('keeps the metadata of triggers texts', () => {
  const changes: SettingChange[] = [
    { kind: 'target', metric: 0, value: 6.5 },
    { kind: 'target', metric: 1, value: 60 },
    { kind: 'cooldown', seconds: 600 },
    { kind: 'window', direction: 'scaleDown', seconds: 600 },
  ];
  expect(changeManifest(SCALED_OBJECT.replace('threshold: "5"', 'threshold: 5'), changes)).toBe(
    SCALED_OBJECT.replace('threshold: "5"', 'threshold: "6.5"')
      .replace('value: "70"', 'value: "60"')
      .replace('cooldownPeriod: 120', 'cooldownPeriod: 600')
      .concat(
        [
          '  advanced:',
          '    horizontalPodAutoscalerConfig:',
          '      behavior:',
          '        scaleDown:',
          '          stabilizationWindowSeconds: 600',
          '',
        ].join('\n')
      )
  );
});

it.each([
  [420_000_000, '420M'],
  [3e9, '3G'],
  [0.035, '0.035'],
  [12_000, '12000'],
])('writes a target of %d as a quantity: %s', (value, text) => {
  expect(changeManifest(HPA, [{ kind: 'target', metric: 0, value }])).toBe(HPA.replace('2500m', text));
});

it('writes out the metric that the API sets, when another target is wanted', () => {
  expect(changeManifest(BARE, [{ kind: 'target', metric: 0, value: 64 }])).toBe(`${BARE}  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 64
`);
});

it('names line and field of what cannot be changed in place', () => {
  const text = HPA.replace('maxReplicas: 10', 'maxReplicas: 10 # top').replace('600', '&w 600');
  expect(() => changeManifest(text, [{ kind: 'window', direction: 'scaleDown', seconds: 60 }])).toThrow(
    new ManifestError(
      24,
      'spec.behavior.scaleDown.stabilizationWindowSeconds',
      'is an anchor or an alias; write the value out.'
    )
  );
});
