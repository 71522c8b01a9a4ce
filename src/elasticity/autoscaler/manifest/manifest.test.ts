/** @jest-environment node */
import { replay } from '../replay';
import { ManifestError } from './error';
import { readManifest } from './manifest';
import { HPA, SCALED_OBJECT } from './manifest.testing';
import { parseQuantity } from './quantity';

describe('a manifest as it is pasted', () => {
  it('of an HPA', () => {
    expect(readManifest(HPA)).toEqual({
      name: 'langflow',
      namespace: 'llm',
      autoscaler: {
        kind: 'hpa',
        policy: {
          minReplicas: 2,
          maxReplicas: 10,
          metrics: [{ type: 'External', name: 'requests-per-second', target: { type: 'AverageValue', value: 2.5 } }],
          behavior: {
            scaleDown: {
              stabilizationWindowSeconds: 600,
              policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
            },
          },
        },
      },
    });
  });

  it('of a ScaledObject, with KEDA’s defaults', () => {
    expect(readManifest(SCALED_OBJECT).autoscaler).toEqual({
      kind: 'keda',
      policy: {
        minReplicaCount: 0,
        maxReplicaCount: 10,
        triggers: [
          {
            type: 'external',
            name: 's0-prometheus',
            metricType: 'AverageValue',
            threshold: 5,
            activationThreshold: 1,
          },
          { type: 'resource', metric: { type: 'Resource', name: 'cpu', target: { type: 'Utilization', value: 70 } } },
        ],
        pollingIntervalSeconds: 30,
        cooldownPeriodSeconds: 120,
        fallback: { failureThreshold: 3, replicas: 2 },
        pausedScaleIn: true,
      },
    });
  });

  it('as JSON, with a status as kubectl prints it', () => {
    const json = JSON.stringify({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'a', annotations: { any: 'thing' } },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' }, maxReplicas: 3 },
      status: { currentReplicas: 1, whatever: [] },
    });
    expect(readManifest(json).autoscaler.policy).toMatchObject({
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [{ type: 'Resource', name: 'cpu', target: { type: 'Utilization', value: 80 } }],
    });
  });

  it.each<[string, string, unknown]>([
    [
      'Resource',
      'resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}',
      { name: 'cpu', target: { type: 'Utilization', value: 70 } },
    ],
    [
      'Resource',
      'resource: {name: memory, target: {type: AverageValue, averageValue: 2Gi}}',
      { name: 'memory', target: { type: 'AverageValue', value: 2 ** 31 } },
    ],
    [
      'ContainerResource',
      'containerResource: {name: cpu, container: app, target: {type: Utilization, averageUtilization: 50}}',
      { container: 'app' },
    ],
    [
      'Pods',
      'pods: {metric: {name: rps}, target: {type: AverageValue, averageValue: 500m}}',
      { name: 'rps', target: { type: 'AverageValue', value: 0.5 } },
    ],
    [
      'Object',
      'object: {describedObject: {kind: Ingress, name: a}, metric: {name: rps}, target: {type: Value, value: 2k}}',
      { name: 'rps', target: { type: 'Value', value: 2000 } },
    ],
    [
      'External',
      'external: {metric: {name: q, selector: {matchLabels: {a: b}}}, target: {type: Value, value: "30"}}',
      { name: 'q', target: { type: 'Value', value: 30 } },
    ],
  ])('a metric of type %s: %s', (type, source, expected) => {
    const text = HPA.replace(/ {2}metrics:[^]*? {2}behavior:/, `  metrics: [{type: ${type}, ${source}}]\n  behavior:`);
    expect(readManifest(text).autoscaler.policy).toMatchObject({ metrics: [{ type, ...Object(expected) }] });
  });

  it('can be replayed as it is', () => {
    const { autoscaler } = readManifest(HPA);
    const load = { timesSeconds: [0, 15, 30], values: [2, 9, 9] };
    const plant = {
      requestsPerSecondPerReplica: 3,
      coldStartSeconds: [20],
      overload: 'queue',
      drainSeconds: 5,
    } as const;
    const { series } = replay({ load, autoscaler, plant, startReplicas: 2 });
    expect([...(series?.desired ?? [])]).toEqual([2, 4, 4]);
  });
});

const TEXTS = { HPA, ScaledObject: SCALED_OBJECT } as const;

/** The manifest with one line replaced; the line that an error has to name is that line. */
function withLine(text: string, line: string, by: string): [string, number] {
  const lines = text.split('\n');
  const index = lines.indexOf(line);
  if (index === -1) {
    throw new Error(`There is no line ${line}.`);
  }
  lines.splice(index, 1, ...by.split('\n'));
  return [lines.join('\n'), index + 1];
}

describe('a mistake is named with line and field', () => {
  it.each<[keyof typeof TEXTS, string, string, string, string]>([
    [
      'HPA',
      '  minReplicas: 2',
      '  minReplica: 2',
      'spec.minReplica',
      'unknown field (there are: scaleTargetRef, minReplicas,',
    ],
    ['HPA', '  minReplicas: 2', '  minReplicas: two', 'spec.minReplicas', '"two" is not a whole number.'],
    ['HPA', '  minReplicas: 2', '  minReplicas: -1', 'spec.minReplicas', '-1 has to be 0 or more.'],
    ['HPA', '  minReplicas: 2', '  minReplicas: 1.5', 'spec.minReplicas', '"1.5" is not a whole number.'],
    ['HPA', '  minReplicas: 2', '  minReplicas: [2]', 'spec.minReplicas', 'is a list; it has to be one value.'],
    ['HPA', '  maxReplicas: 10', '  maxReplicas: 1', 'spec.maxReplicas', '1 has to be 2 or more.'],
    ['HPA', '  maxReplicas: 10', '  maxReplicas:', 'spec.maxReplicas', 'nothing is not a whole number.'],
    [
      'HPA',
      '    - type: External',
      '    - type: Extrenal',
      'spec.metrics[0].type',
      '"Extrenal" is not one of Resource, ContainerResource',
    ],
    [
      'HPA',
      '          averageValue: 2500m',
      '          averageValue: 2500x',
      'spec.metrics[0].external.target.averageValue',
      '"2500x" is not a quantity',
    ],
    [
      'HPA',
      '          averageValue: 2500m',
      '          averageValue: 0',
      'spec.metrics[0].external.target.averageValue',
      '"0" has to be above 0.',
    ],
    [
      'HPA',
      '      stabilizationWindowSeconds: 600',
      '      stabilizationWindowSeconds: 3601',
      'spec.behavior.scaleDown.stabilizationWindowSeconds',
      '3601 has to be from 0 to 3600.',
    ],
    [
      'HPA',
      '          periodSeconds: 60',
      '          periodSeconds: 1801',
      'spec.behavior.scaleDown.policies[0].periodSeconds',
      '1801 has to be from 1 to 1800.',
    ],
    [
      'HPA',
      '          value: 10',
      '          value: 0',
      'spec.behavior.scaleDown.policies[0].value',
      '0 has to be 1 or more.',
    ],
    [
      'HPA',
      '        - type: Percent',
      '        - type: percent',
      'spec.behavior.scaleDown.policies[0].type',
      '"percent" is not one of Pods, Percent.',
    ],
    ['HPA', 'kind: HorizontalPodAutoscaler', 'kind: Deployment', 'kind', '"Deployment" cannot be replayed'],
    ['HPA', 'kind: HorizontalPodAutoscaler', 'kind: List', 'kind', '"List" cannot be replayed'],
    [
      'HPA',
      'apiVersion: autoscaling/v2',
      'apiVersion: autoscaling/v1',
      'apiVersion',
      '"autoscaling/v1" has to be autoscaling/v2; get it with',
    ],
    ['HPA', '  minReplicas: 2', '  minReplicas: &m 2', '', ''],
    ['HPA', '  maxReplicas: 10', '  maxReplicas: *m', 'spec.maxReplicas', 'is an alias; write the value out.'],
    ['HPA', '  maxReplicas: 10', '  maxReplicas: 10\n  maxReplicas: 11', '', 'not YAML: Map keys must be unique'],
    [
      'ScaledObject',
      '        threshold: "5"',
      '        threshold: "five"',
      'spec.triggers[0].metadata.threshold',
      '"five" is not a number.',
    ],
    [
      'ScaledObject',
      '        threshold: "5"',
      '        threshold: "0"',
      'spec.triggers[0].metadata.threshold',
      '0 has to be above 0.',
    ],
    [
      'ScaledObject',
      '    - type: prometheus',
      '    - type: kafka',
      'spec.triggers[0].type',
      '"kafka" is not one of prometheus, cpu, memory.',
    ],
    ['ScaledObject', '  cooldownPeriod: 120', '  cooldownPeriods: 120', 'spec.cooldownPeriods', 'unknown field'],
    [
      'ScaledObject',
      '  cooldownPeriod: 120',
      '  idleReplicaCount: 0',
      'spec.idleReplicaCount',
      'needs a minReplicaCount above it.',
    ],
    [
      'ScaledObject',
      '    replicas: 2',
      '    replicas: 2\n    behavior: scalingModifiers',
      'spec.fallback.behavior',
      '"scalingModifiers" is not one of',
    ],
    [
      'ScaledObject',
      '  cooldownPeriod: 120',
      '  advanced: {scalingModifiers: {formula: a}}',
      'spec.advanced.scalingModifiers',
      'formulas cannot be replayed.',
    ],
  ])('%s: %s → %s (%s: %s)', (kind, line, by, field, problem) => {
    const [changed, number] = withLine(TEXTS[kind], line, by);
    if (problem === '') {
      expect(() => readManifest(changed)).not.toThrow();
      return;
    }
    const error = errorOf(changed);
    expect(error.field).toBe(field);
    expect(error.message).toContain(problem);
    expect([number, number + by.split('\n').length - 1, undefined]).toContain(error.line);
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /The text is empty/],
    ['comments only', '# nothing\n---\n', /The text is empty/],
    ['a word', 'hello', /is "hello"; it has to be a mapping/],
    ['a list', '- 1', /is a list; it has to be a mapping/],
    ['no kind', 'apiVersion: autoscaling/v2', /line 1: has no kind/],
    ['no spec', HPA.split('spec:')[0], /has no spec/],
    ['a key that is no word', '? [a]\n: 1', /key that is not a word/],
    ['two documents', `${HPA}---\n${SCALED_OBJECT}`, /line 30: begins a second document/],
    ['control characters', '\u0000\u0001{{{', /is "\\u0000\\u0001\{\{\{"; it has to be a mapping/],
    [
      'a quote that is not closed',
      HPA.replace('maxReplicas: 10', 'maxReplicas: "10'),
      /line 29: not YAML: Missing closing/,
    ],
    ['an unfinished template', 'kind: {{ .Values.kind }}', /./],
    ['ten MB', `# ${'x'.repeat(10_000_000)}`, /The text has 9766 KiB; a manifest may have 256 KiB/],
    ['deep nesting', '['.repeat(5000), /./],
  ])('%s', (_name, text, message) => {
    expect(errorOf(text).message).toMatch(message);
  });

  it('a bomb of anchors is refused at its first alias', () => {
    const levels = Array.from({ length: 12 }, (_, i) => {
      const inner = i === 0 ? 'lol' : `*a${i - 1}`;
      return `a${i}: &a${i} [${new Array<string>(10).fill(inner).join(', ')}]`;
    });
    expect(errorOf(`${HPA.replace('spec:', `${levels.join('\n')}\nspec:`)}`).message).toMatch(/a0: unknown field/);
    const inside = HPA.replace('  maxReplicas: 10', '  minReplicaz: &x 1').replace(
      '  minReplicas: 2',
      '  maxReplicas: 3'
    );
    expect(errorOf(inside).message).toMatch(/minReplicaz: unknown field/);
    expect(
      errorOf(HPA.replace('minReplicas: 2', 'minReplicas: &m 2').replace('maxReplicas: 10', 'maxReplicas: *m')).message
    ).toMatch(/spec.maxReplicas: is an alias; write the value out/);
  });
});

function errorOf(text: string): ManifestError {
  try {
    readManifest(text);
  } catch (error) {
    if (error instanceof ManifestError) {
      return error;
    }
    throw error;
  }
  throw new Error('The manifest was taken.');
}

it.each<[string, number | undefined]>([
  ['100m', 0.1],
  ['2500m', 2.5],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['2k', 2000],
  ['2Ki', 2048],
  ['1Gi', 2 ** 30],
  ['3e2', 300],
  ['1E', 1e18],
  ['-1', -1],
  ['12', 12],
  ['', undefined],
  ['m', undefined],
  ['1 000', undefined],
  ['1KiB', undefined],
  ['1K', undefined],
  ['NaN', undefined],
  ['constructor', undefined],
])('the quantity %s is %d', (text, quantity) => expect(parseQuantity(text)).toBe(quantity));
