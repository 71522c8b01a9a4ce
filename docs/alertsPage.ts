import type { InhibitRule } from './inhibitRules';
import { table } from './markdown';
import { alertsOf, type AlertRule, type RuleFile } from './ruleFiles';

function when({ for: pending, keep_firing_for: kept }: AlertRule): string {
  const parts = [pending ? `for ${pending}` : 'at once', ...(kept ? [`kept for ${kept}`] : [])];
  return parts.join(', ');
}

function row(alert: AlertRule): string {
  const { severity, category } = alert.labels;
  const name = `[${alert.alert}](runbooks/${alert.alert}.md)`;
  return `| ${name} | ${severity} | ${category} | ${when(alert)} | ${alert.annotations.summary} |`;
}

/** The text of docs/alerts.md: every alert of the bundle, and how they are routed. */
export function alertsPage(files: readonly RuleFile[], inhibitRules: readonly InhibitRule[]): string {
  return `# Alerts

Generated from \`alerts/rules\` by \`npm run generate:docs\`.

Every alert carries \`cluster\`, \`namespace\` and \`workload\`, and the static labels \`bundle: elastiscope\`, \`severity\` and
\`category\`. An alert about a whole cluster has \`*\` in \`namespace\` and \`workload\`, which no object can be called: it silences
nothing of a workload by accident, and one notification does for all. Thresholds are the workload's own objectives (\`workload:objective\`, see [metrics](metrics.md#objectives)) where it
sets them and the documented defaults where not, so the rule files need no editing: [thresholds and
silences](thresholds.md).

| Alert | Severity | Category | Fires | Summary |
| --- | --- | --- | --- | --- |
${alertsOf(files).map(row).join('\n')}

## Load the rules

\`\`\`yaml
# prometheus.yml
rule_files:
  - alerts/rules/*.yml
  - alerts/rules/sources/*.yml
\`\`\`

An adapter file in \`alerts/rules/sources\` whose source you do not have may stay: it records nothing then.
A Prometheus 3 that receives OTLP and keeps the dots of OpenTelemetry (\`otlp.translation_strategy\` NoUTF8EscapingWithSuffixes or
NoTranslation) needs \`alerts/prometheus-3/*.yml\` as well: Prometheus 2 could not read such names, so the other files have none.
[provisioning/prometheus/prometheus.yml](../provisioning/prometheus/prometheus.yml) is a complete example with the scrape
configuration that gives every series its \`cluster\`, \`namespace\` and \`workload\`. The rules load in Prometheus 2.42 and later.

Other programs than Prometheus read the same rules in other forms, which the command \`elastiscope\` writes (see below for how to
build it):

\`\`\`sh
elastiscope rules export --format prometheusrule --namespace monitoring --label release=prometheus | kubectl apply -f -
elastiscope rules export --format mimir --output mimir && mimirtool rules load mimir/*.yaml
elastiscope rules export --format vmalert --output vmalert && vmalert -rule='vmalert/*.yml' …
\`\`\`

- **Prometheus operator.** The ruleSelector of your Prometheus must select the label; one that is not set selects nothing.
- **Mimir.** A tenant may have 70 groups (\`ruler_max_rule_groups_per_tenant\`) of 20 rules by default, which is enough for the bundle.
  Where the tenant has others already, raise it to them and the number that the command prints. Mimir evaluates about a minute late.
- **vmalert.** A current one reads \`alerts/rules\` as it is; [engines.md](engines.md) says what was tried with it, and what differs.
  An older one (1.79 does) refuses \`keep_firing_for\`; the export leaves it out, and each file says so. Those alerts then end at
  once, and may come again soon after.

## Route them

[alerts/alertmanager/elastiscope.yml](../alerts/alertmanager/elastiscope.yml) is a complete Alertmanager configuration. The command
\`elastiscope\` adds it to your own; \`npm run build:cli\` makes it, as one file for Node 20 or later,
\`build/cli/elastiscope.cjs\`:

\`\`\`sh
elastiscope alertmanager merge alertmanager.yml --diff
elastiscope alertmanager merge alertmanager.yml --write \\
  --grafana-url https://grafana.example.com \\
  --pagerduty-routing-key-file /etc/alertmanager/pagerduty-key \\
  --slack-api-url-file /etc/alertmanager/slack-url
amtool check-config alertmanager.yml
\`\`\`

| Route | Takes | When | Group |
| --- | --- | --- | --- |
| \`elastiscope-cost\` | category \`cost\` | at any time | workload; repeats after a day |
| \`elastiscope-page\` | severity \`critical\` | at any time | workload; repeats after 4 hours |
| \`elastiscope-ticket\` | severity \`warning\` | in working hours | workload; repeats after 12 hours |
| \`elastiscope-info\` | severity \`info\` | in working hours | workload; repeats after 3 days |
| \`elastiscope-watchdog\` | \`WatchdogElastiscope\` | at any time | repeats after 5 minutes |

Working hours are the time interval \`elastiscope-working-hours\`: Monday to Friday, 8 to 18 o'clock UTC. Change them to your own, and
their \`location\`; what fires outside of them and still does so when they begin is sent then. The loss of a source (\`ElastiscopeSourceMissing\`) and rules
that fail (\`ElastiscopeRulesFailing\`) are pages, because they silence all other alerts, the night's too.

\`WatchdogElastiscope\` fires while anything is seen of a cluster. Give its receiver the address of a dead man's switch, a service outside of the cluster that calls
somebody when it has heard nothing for a while: then Prometheus or Alertmanager is gone.

### When a source falls silent

What kube-state-metrics and the sidecars say of a workload is remembered for seven days (\`workload:source_seen_timestamp_seconds\`), so
that \`ElastiscopeSourceMissing\` fires for as long as the silence lasts, up to a week. Prometheus may be away for an hour of it. A
workload that was removed is forgotten at once:

| The workload was described by | It counts as removed when |
| --- | --- |
| kube-state-metrics | kube-state-metrics describes it no more, but others in its cluster |
| sidecars alone | it has no target left, while other sidecars of its cluster answer |

Where kube-state-metrics describes nothing in a cluster any more, or no sidecar of it is seen, one alert stands for all workloads.
Only the last workload of a cluster without kube-state-metrics cannot be told from a lost scrape configuration; it counts as removed.
A shard of kube-state-metrics that is gone takes its workloads with it: watch the shards with the alerts of kube-state-metrics.

### What silences what

What a cause explains stays silent while the cause fires, for the same workload and without \`Elastiscope\` before the names. A
ticket never silences a page.

${table(
  ['Cause', 'Silences', 'Why'],
  inhibitRules.map(({ source, target, why }) => [source, target, why])
)}

### After a restart of Alertmanager

Alertmanager forgets its alerts when it restarts, and Prometheus sends them again one rule group after the other, each within one to
four minutes. A group whose alerts are older than its \`group_wait\` is sent as soon as the first of them arrives, so a symptom may be
sent before its cause is known again. Two things prevent that:

- A second Alertmanager: the pair shares what was sent, and only one restarts at a time.
- \`--dispatch.start-delay=2m\` (Alertmanager 0.30 and later; the operator sets it from \`minReadySeconds\`): nothing is sent in the
  first two minutes, new pages included.

What was sent before the restart is not sent again, if Alertmanager keeps its data directory (\`--storage.path\`).

### What the merge does

- It adds the route before all others, the receivers, the time interval, the inhibition rules and the entry under \`templates\`, and
  puts \`elastiscope.tmpl\` beside the file. Every other byte of the file stays as it is. The route comes first because another one
  without \`continue\` could take its alerts away.
- \`--write\` replaces the file in one step; a reader sees the old one or the new one. \`--diff\` (or \`--dry-run\`) shows what would
  change, \`--check\` says it by its exit code, \`--output\` writes elsewhere, and without any of these the result is printed.
- Run it again with a newer version to update. Receivers and time intervals are yours once they are there: what you set in them
  stays, unless \`--replace-receivers\` is given. The route and the inhibition rules are replaced, so put exceptions into a route of
  your own before that of Elastiscope: \`matchers: [bundle="elastiscope", namespace="lab"]\`. An inhibition rule of your own about
  these alerts stays, too; those of Elastiscope begin with a comment that says so.
- It refuses what it cannot do safely, with the line and what to do: a file that is not YAML or has several documents; flow style,
  anchors, aliases or merge keys where it has to add something; receivers or time intervals that have its names without its route;
  its names in routes that are not about its alerts.

Exit codes: 0 done, or nothing to do; 1 refused, and nothing was written; 2 wrong usage; 3 \`--check\` found a difference.

### Where notifications go

Each receiver gets every channel that the command line names; PagerDuty gets pages only, a dead man's switch the Watchdog only. Secrets stay in files of their own, named
as Alertmanager sees them. Without any channel the receivers are added without settings, and their notifications go nowhere until
you fill them in.

| Option | Channel |
| --- | --- |
| \`--pagerduty-routing-key-file PATH\` | PagerDuty, by the integration key in the file |
| \`--slack-api-url-file PATH\`, \`--slack-channel NAME\` | Slack, by the address of an incoming webhook in the file |
| \`--email-to ADDRESS\` | e-mail, by \`smtp_smarthost\` and \`smtp_from\` of \`global\` |
| \`--webhook-url URL\` | your own: the alerts as JSON, with their labels and annotations |
| \`--watchdog-url URL\` | a dead man's switch: the Watchdog every five minutes, nothing else |

\`elastiscope.tmpl\` has the texts: what is wrong and for whom in one line, then for each alert since when, what to do, and links to
runbook and dashboard. The dashboard opens at that workload and shows the last three hours, or as long as the alert looks back.
\`--grafana-url\` is the base of these links, and later merges keep it; without it they are relative
(\`/d/elastiscope-workload?…\`), which only helps a reader who knows the Grafana. A webhook gets \`dashboard_url\` as it is in the
alert, relative.

### Prometheus operator

[provisioning/kubernetes/alertmanagerconfig.yaml](../provisioning/kubernetes/alertmanagerconfig.yaml) is the same as an
AlertmanagerConfig and a ConfigMap with the templates; \`elastiscope alertmanager export --grafana-url …\` prints it with your
address. The operator restricts an AlertmanagerConfig to its own namespace and lets its alerts continue to the routes after it, so
the Alertmanager resource needs \`alertmanagerConfigMatcherStrategy: { type: None }\`; the first lines of the file say what else.

## Test them

\`\`\`sh
promtool check rules --lint=all --lint-fatal alerts/rules/*.yml alerts/rules/sources/*.yml
npm run test:bundle -- test/rules
\`\`\`

On the merged configuration, each of these must succeed; the labels of one alert stand for all of its kind:

\`\`\`sh
amtool check-config alertmanager.yml
amtool config routes test --config.file=alertmanager.yml --verify.receivers=elastiscope-page bundle=elastiscope severity=critical category=failover
amtool config routes test --config.file=alertmanager.yml --verify.receivers=elastiscope-ticket bundle=elastiscope severity=warning category=scaling
amtool config routes test --config.file=alertmanager.yml --verify.receivers=elastiscope-info bundle=elastiscope severity=info category=meta
amtool config routes test --config.file=alertmanager.yml --verify.receivers=elastiscope-cost bundle=elastiscope severity=warning category=cost
amtool config routes test --config.file=alertmanager.yml --verify.receivers=elastiscope-watchdog bundle=elastiscope alertname=WatchdogElastiscope severity=info category=meta
\`\`\`
`;
}
