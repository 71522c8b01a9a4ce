import type { NamedItem } from './merge/bundle';
import { parse } from 'yaml';
import { isShape } from './merge/shape';

/** Where notifications go. Secrets are named by the file that holds them, never themselves. */
export interface Channels {
  readonly pagerdutyRoutingKeyFile?: string;
  readonly slackApiUrlFile?: string;
  readonly slackChannel?: string;
  readonly emailTo?: string;
  readonly webhookUrl?: string;
  /** A dead man's switch, which wants to hear from us every few minutes. */
  readonly watchdogUrl?: string;
}

const PAGE = 'elastiscope-page';
export const WATCHDOG = 'elastiscope-watchdog';

/** The receiver of the bundle with this name: PagerDuty takes pages only, the dead man's switch the watchdog only. */
export function receiverFor(name: string, channels: Channels): NamedItem {
  const configs = name === WATCHDOG ? deadMansSwitch(channels) : forPeople(name, channels);
  const lines =
    configs.length > 0
      ? [`- name: ${name}`, ...configs.map((line) => `  ${line}`)]
      : [
          `- name: ${name} # goes nowhere yet: give it slack_configs, pagerduty_configs, email_configs or webhook_configs`,
        ];
  const [meaning]: readonly unknown[] = parse(lines.join('\n'));
  return { name, lines, meaning: isShape(meaning) ? meaning : {} };
}

function forPeople(name: string, channels: Channels): readonly string[] {
  return [...(name === PAGE ? pagerduty(channels) : []), ...slack(channels), ...email(channels), ...webhook(channels)];
}

function deadMansSwitch({ watchdogUrl: url }: Channels): readonly string[] {
  return url === undefined ? [] : ['webhook_configs:', `  - url: ${scalar(url)}`, '    send_resolved: false'];
}

function pagerduty({ pagerdutyRoutingKeyFile: file }: Channels): readonly string[] {
  return file === undefined
    ? []
    : [
        'pagerduty_configs:',
        `  - routing_key_file: ${scalar(file)}`,
        `    description: ${rendered('title')}`,
        '    severity: critical',
        '    client: Elastiscope',
        `    client_url: ${rendered('link')}`,
        '    details:',
        `      text: ${rendered('text')}`,
      ];
}

function slack({ slackApiUrlFile: file, slackChannel: channel }: Channels): readonly string[] {
  return file === undefined
    ? []
    : [
        'slack_configs:',
        `  - api_url_file: ${scalar(file)}`,
        ...(channel === undefined ? [] : [`    channel: ${scalar(channel)}`]),
        '    send_resolved: true',
        `    title: ${rendered('title')}`,
        `    title_link: ${rendered('link')}`,
        `    text: ${rendered('slack.text')}`,
        `    fallback: ${rendered('title')}`,
        `    color: ${rendered('slack.color')}`,
      ];
}

function email({ emailTo: to }: Channels): readonly string[] {
  return to === undefined
    ? []
    : [
        'email_configs:',
        `  - to: ${scalar(to)}`,
        '    send_resolved: true',
        '    headers:',
        `      Subject: ${rendered('title')}`,
        `    text: ${rendered('text')}`,
        `    html: ${rendered('email.html')}`,
      ];
}

/** A webhook gets the alerts as JSON, labels and annotations included; templates have no part in it. */
function webhook({ webhookUrl: url }: Channels): readonly string[] {
  return url === undefined ? [] : ['webhook_configs:', `  - url: ${scalar(url)}`, '    send_resolved: true'];
}

function rendered(template: string): string {
  return `'{{ template "elastiscope.${template}" . }}'`;
}

function scalar(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
