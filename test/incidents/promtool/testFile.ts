import { join } from 'node:path';
import { PROMETHEUS } from '../../../src/vocabulary';
import type { RuleFile } from '../../../docs/ruleFiles';
import { RULES, RULE_FILES } from '../../rules/bundle';
import { filesFor } from '../../rules/filesFor';
import { WATCHDOG, type Expectation, type Incident } from '../incident';
import { encodeSeries, encodeValues } from '../series/encode';
import { SCRAPE_SECONDS, type Labels, type SourceSeries } from '../series/source';
import { identityOf } from '../systems';
import { toSeconds } from '../time';
import { groupOrder } from '../../rules/groupOrder';

const FIRING: Labels = { alertstate: 'firing', bundle: 'elastiscope' };

/** Labels by which an expected alert is found. */
export function selectorOf({ system }: Incident, { alert, labels }: Expectation): Labels {
  return { ...FIRING, alertname: alert, ...identityOf(system), ...labels };
}

function alerts(labels: Labels): string {
  return encodeSeries(PROMETHEUS.alerts.name, labels);
}

/** PromQL for the moment at which each alert first fired. */
function firstFired(labels: Labels, { duration, evaluation = '1m' }: Incident): string {
  return `min_over_time(timestamp(${alerts(labels)})[${duration}:${evaluation}])`;
}

/** Whose answer nobody knows beforehand: promtool says what it expected, nothing, and what it got. */
export function probeOf(incident: Incident): string {
  return firstFired(FIRING, incident);
}

function whetherInTime(incident: Incident, expectation: Expectation): string {
  const begins = toSeconds(incident.begins ?? '0s');
  const fired = `min(${firstFired(selectorOf(incident, expectation), incident)})`;
  return `(${fired} >= bool ${begins}) * (${fired} <= bool ${begins + toSeconds(expectation.within)})`;
}

function whatElseFired(incident: Incident): string {
  const { fires, mayFire = [], duration } = incident;
  const over = (labels: Labels) => `last_over_time(${alerts(labels)}[${duration}])`;
  const expected = [
    ...fires.map((expectation) => selectorOf(incident, expectation)),
    ...[WATCHDOG, ...mayFire].map((alertname) => ({ ...FIRING, alertname })),
  ];
  return [over(FIRING), ...expected.map(over)].join(' unless ');
}

/** The series by what promtool calls them; it would silently take the last of two equal ones. */
function seriesOf(incident: Incident): ReadonlyMap<string, SourceSeries> {
  const all = new Map<string, SourceSeries>();
  for (const one of incident.series()) {
    const key = encodeSeries(one.name, one.labels);
    if (all.has(key)) {
      throw new Error(`${incident.name}: two series are called ${key}`);
    }
    all.set(key, one);
  }
  return all;
}

/** What is exposed at some time, as promtool reads it. */
function inputOf(incident: Incident): object[] {
  const durationSeconds = toSeconds(incident.duration);
  return [...seriesOf(incident)]
    .map(([series, { at }]) => ({ series, values: encodeValues(at, durationSeconds) }))
    .filter(({ values }) => !/^_(x\d+)?$/.test(values));
}

/** The files that ship, of sources those that the incident has. */
export function ruleFilesFor(incident: Incident): readonly RuleFile[] {
  return filesFor(
    RULE_FILES,
    incident.series().map((series) => series.name)
  );
}

/** The incident as a file for `promtool test rules`, against these rule files. JSON is YAML. */
export function testFileOf(incident: Incident, files: readonly RuleFile[]): string {
  const { name, duration, evaluation = '1m' } = incident;
  const question = (expr: string, samples: readonly object[]) => ({ expr, eval_time: duration, exp_samples: samples });
  return JSON.stringify({
    rule_files: files.map(({ path }) => join(RULES, path)),
    evaluation_interval: evaluation,
    group_eval_order: groupOrder(files),
    tests: [
      {
        name,
        interval: `${SCRAPE_SECONDS}s`,
        input_series: inputOf(incident),
        promql_expr_test: [
          ...incident.fires.map((expectation) =>
            question(whetherInTime(incident, expectation), [{ labels: '{}', value: 1 }])
          ),
          question(whatElseFired(incident), []),
          question(probeOf(incident), []),
        ],
      },
    ],
  });
}
