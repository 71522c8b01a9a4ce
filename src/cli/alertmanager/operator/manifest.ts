import { stringify } from 'yaml';
import { shippedFile } from '../../shipped';
import { readBundle } from '../merge/bundle';
import { TEMPLATE_NAME } from '../merge/templates';
import { withGrafanaUrl } from '../template';
import { alertmanagerConfig } from './alertmanagerConfig';

const HEAD = `# Routes, inhibition rules, working hours and templates of Elastiscope for the Prometheus operator. Generated from
# alerts/alertmanager by \`elastiscope alertmanager export\`; do not edit.
#
# The operator adds to every AlertmanagerConfig a matcher for the namespace that it lies in, and \`continue: true\` to its route.
# So that alerts of all namespaces come here, the Alertmanager resource must have
#
#   spec:
#     alertmanagerConfigMatcherStrategy:
#       type: None
#     alertmanagerConfigSelector: # one that is not set selects nothing
#       matchLabels:
#         app.kubernetes.io/name: elastiscope
#     configMaps:
#       - elastiscope-templates
#
# and its own configuration, the Secret alertmanager.yaml:
#
#   templates:
#     - /etc/alertmanager/configmaps/elastiscope-templates/*.tmpl
#
# Where an alertmanagerConfiguration is set, its \`templates\` take the ConfigMap instead. Because of \`continue\` the alerts also reach
# what comes after: there, route bundle="elastiscope" to an empty receiver.
#
# The receivers take their keys from the Secret elastiscope-receivers (slack-url, pagerduty-key, watchdog-url) beside this resource.
# Working hours are in UTC; v1alpha1 knows no time zones.
`;

/** All strings in quotes, because a bare `=` is more than a string to some who read YAML 1.1. */
const QUOTED = { lineWidth: 0, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' } as const;

/** The resources as one text for `kubectl apply -f`. */
export function operatorManifest(grafanaUrl: string): string {
  const bundle = readBundle(shippedFile('alertmanager/elastiscope.yml'));
  const templates = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'elastiscope-templates', labels: { 'app.kubernetes.io/name': 'elastiscope' } },
    data: { [TEMPLATE_NAME]: withGrafanaUrl(shippedFile(`alertmanager/${TEMPLATE_NAME}`), grafanaUrl) },
  };
  const routes = stringify(alertmanagerConfig(bundle), QUOTED);
  return `${HEAD}${routes}---\n${stringify(templates, { lineWidth: 0 })}`;
}
