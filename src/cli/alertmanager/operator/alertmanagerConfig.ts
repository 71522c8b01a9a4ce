import { WATCHDOG } from '../channels';
import type { Bundle } from '../merge/bundle';
import { type Shape, shapesOf, stringsOf } from '../merge/shape';

/** Secret that the receivers take their keys from. */
const SECRET = 'elastiscope-receivers';

/**
 * The bundle as a resource of the Prometheus operator (monitoring.coreos.com/v1alpha1), which spells the same things otherwise:
 * camel case, matchers as objects, secrets by name and key. It has no time zones: intervals are in UTC.
 */
export function alertmanagerConfig(bundle: Bundle): Shape {
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: 'elastiscope', labels: { 'app.kubernetes.io/name': 'elastiscope' } },
    spec: {
      route: route(bundle.route.meaning),
      inhibitRules: bundle.inhibitRules.map(({ meaning }) => ({
        sourceMatch: matchers(meaning.source_matchers),
        targetMatch: matchers(meaning.target_matchers),
        equal: meaning.equal,
      })),
      muteTimeIntervals: bundle.timeIntervals.map(({ name, meaning }) => ({
        name,
        timeIntervals: shapesOf(meaning.time_intervals).map(timeInterval),
      })),
      receivers: bundle.receivers.map(({ name }) => receiver(name)),
    },
  };
}

function route(meaning: Shape): Shape {
  return defined({
    receiver: meaning.receiver,
    matchers: matchers(meaning.matchers),
    groupBy: meaning.group_by,
    groupWait: meaning.group_wait,
    groupInterval: meaning.group_interval,
    repeatInterval: meaning.repeat_interval,
    activeTimeIntervals: meaning.active_time_intervals,
    routes: Array.isArray(meaning.routes) ? shapesOf(meaning.routes).map(route) : undefined,
  });
}

function matchers(value: unknown): readonly Shape[] {
  return stringsOf(value).map((text) => {
    const [, name, matchType, quoted] = /^(\w+)(=~|!~|!=|=)"(.*)"$/.exec(text) ?? [];
    if (name === undefined) {
      throw new Error(`elastiscope.yml: the matcher ${text} is not understood`);
    }
    return { name, matchType, value: quoted };
  });
}

function timeInterval({ weekdays, times }: Shape): Shape {
  return {
    weekdays,
    times: shapesOf(times).map(({ start_time, end_time }) => ({ startTime: start_time, endTime: end_time })),
  };
}

/** Pages go to PagerDuty, the Watchdog to a dead man's switch, everything else to Slack: a start, to be edited. */
function receiver(name: string): Shape {
  if (name === WATCHDOG) {
    return { name, webhookConfigs: [{ urlSecret: { name: SECRET, key: 'watchdog-url' }, sendResolved: false }] };
  }
  const slack = {
    apiURL: { name: SECRET, key: 'slack-url' },
    sendResolved: true,
    title: rendered('title'),
    titleLink: rendered('link'),
    text: rendered('slack.text'),
    fallback: rendered('title'),
    color: rendered('slack.color'),
  };
  const pagerduty = {
    routingKey: { name: SECRET, key: 'pagerduty-key' },
    description: rendered('title'),
    severity: 'critical',
    client: 'Elastiscope',
    clientURL: rendered('link'),
    details: [{ key: 'text', value: rendered('text') }],
  };
  return { name, ...(name === 'elastiscope-page' ? { pagerdutyConfigs: [pagerduty] } : {}), slackConfigs: [slack] };
}

function rendered(template: string): string {
  return `{{ template "elastiscope.${template}" . }}`;
}

function defined(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}
