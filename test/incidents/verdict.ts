import { WATCHDOG, type Expectation, type Incident } from './incident';
import type { Sample } from './promtool/answer';
import { selectorOf } from './promtool/testFile';
import type { Labels } from './series/source';
import { durationText, toSeconds } from './time';

/** An alert that had to fire. */
export interface Detection {
  readonly alert: string;
  /** From the beginning of the trouble until it fired; `undefined` when it did not, or before. */
  readonly afterSeconds: number | undefined;
  readonly withinSeconds: number;
}

/** An alert that fired and should not have. */
export interface FalseAlarm {
  readonly alert: string;
  readonly labels: Labels;
  /** Since the start of the incident. */
  readonly atSeconds: number;
}

export interface Verdict {
  readonly detections: readonly Detection[];
  readonly falseAlarms: readonly FalseAlarm[];
  /** What is wrong, a line each; empty when all went as it must. */
  readonly problems: readonly string[];
}

function matches(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}

/** Judges by the first time (seconds) at which each alert fired. */
export function judge(incident: Incident, fired: readonly Sample[]): Verdict {
  const { fires, mayFire = [], begins = '0s' } = incident;
  const beginsSeconds = toSeconds(begins);
  const ofExpectation = (expectation: Expectation) =>
    fired.filter(({ labels }) => matches(labels, selectorOf(incident, expectation)));

  const detections = fires.map((expectation): Detection => {
    const first = Math.min(...ofExpectation(expectation).map(({ value }) => value));
    return {
      alert: expectation.alert,
      afterSeconds: first >= beginsSeconds && first < Infinity ? first - beginsSeconds : undefined,
      withinSeconds: toSeconds(expectation.within),
    };
  });
  const expected = new Set(fires.flatMap(ofExpectation).filter(({ value }) => value >= beginsSeconds));
  const falseAlarms = fired
    .filter((sample) => !expected.has(sample) && ![WATCHDOG, ...mayFire].includes(sample.labels.alertname ?? ''))
    .map(({ labels, value }) => ({ alert: labels.alertname ?? '', labels, atSeconds: value }));
  return { detections, falseAlarms, problems: [...detections.flatMap(lateness), ...falseAlarms.map(alarmText)] };
}

function lateness({ alert, afterSeconds, withinSeconds }: Detection): string[] {
  const bound = durationText(withinSeconds);
  if (afterSeconds === undefined) {
    return [`${alert} did not fire (${bound} allowed)`];
  }
  return afterSeconds > withinSeconds
    ? [`${alert} fired ${durationText(afterSeconds)} after the trouble began (${bound} allowed)`]
    : [];
}

function alarmText({ alert, labels, atSeconds }: FalseAlarm): string {
  const { alertname, alertstate, bundle, severity, category, ...rest } = labels;
  const where = Object.entries(rest).map(([label, value]) => `${label}="${value}"`);
  return `${alert}{${where.join(', ')}} fired at ${durationText(atSeconds)} and should not have`;
}
