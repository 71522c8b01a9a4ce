import { alertsOf } from '../../docs/ruleFiles';
import { PROMTOOL_TIMEOUT_MS } from '../promtool';
import { RULE_FILES } from '../rules/bundle';
import { INCIDENTS } from './library';
import { runIncident } from './promtool/run';
import { toSeconds } from './time';

const PAGES = alertsOf(RULE_FILES).filter(({ labels }) => labels.severity === 'critical');

/** The shortest incident that makes an alert fire. */
function incidentOf(alert: string) {
  const [shortest] = INCIDENTS.filter(({ fires }) => fires.some((expectation) => expectation.alert === alert)).sort(
    (a, b) => toSeconds(a.duration) - toSeconds(b.duration)
  );
  if (!shortest) {
    throw new Error(`no incident makes ${alert} fire`);
  }
  return shortest;
}

// The whole library runs with the long tests.
describe('what wakes somebody', () => {
  const incidents = new Set(PAGES.map(({ alert }) => incidentOf(alert)));

  it.each([...incidents].map((incident) => [incident.name, incident] as const))(
    '%s',
    async (_name, incident) => {
      const { problems } = await runIncident(incident);
      expect(problems).toEqual([]);
    },
    PROMTOOL_TIMEOUT_MS
  );
});
