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
export function alertsPage(files: readonly RuleFile[]): string {
  return `# Alerts

Generated from \`alerts/rules\` by \`npm run generate:docs\`.

Every alert carries \`cluster\`, \`namespace\` and \`workload\`, and the static labels \`bundle: elastiscope\`, \`severity\` and
\`category\`. Thresholds are the workload's own objectives (\`workload:objective\`, see [metrics](metrics.md#objectives)) where it
sets them and the documented defaults where not, so the rule files need no editing.

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
[provisioning/prometheus/prometheus.yml](../provisioning/prometheus/prometheus.yml) is a complete example with the scrape
configuration that gives every series its \`cluster\`, \`namespace\` and \`workload\`. The rules load in Prometheus 2.42 and later.

## Route them

[alerts/alertmanager/elastiscope.yml](../alerts/alertmanager/elastiscope.yml) is a complete Alertmanager configuration. To use
it in your own, copy the route that matches \`bundle="elastiscope"\`, the receivers that begin with \`elastiscope-\`, the
inhibition rules and the entry under \`templates\`.

| Route | Takes | Group |
| --- | --- | --- |
| \`elastiscope-cost\` | category \`cost\` | workload; repeats after a day |
| \`elastiscope-page\` | severity \`critical\` | workload; repeats after 4 hours |
| \`elastiscope-ticket\` | severity \`warning\` | workload; repeats after 12 hours |
| \`elastiscope-info\` | severity \`info\` | workload; repeats after 3 days |

What a cause explains stays silent while the cause is known: a critical alert silences the warnings and notes of its workload
and category; no leader silences errors and latency; slow starts silence the requests that wait for them; at its maximum
silences flapping; a missing source silences what is computed from it.

The receivers post to \`http://127.0.0.1:9/elastiscope/…\`, where nothing listens. Replace that address by your own, or each
receiver by one of Slack, PagerDuty or e-mail; \`elastiscope.tmpl\` has a title and a text for them.

\`\`\`sh
sed 's|http://127.0.0.1:9/elastiscope|https://hooks.example.com/elastiscope|' alerts/alertmanager/elastiscope.yml
\`\`\`

## Test them

\`\`\`sh
promtool check rules --lint=all --lint-fatal alerts/rules/*.yml alerts/rules/sources/*.yml
promtool test rules test/rules/*.test.yml
amtool check-config alerts/alertmanager/elastiscope.yml
\`\`\`
`;
}
