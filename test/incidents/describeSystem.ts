import { PROMTOOL_TIMEOUT_MS } from '../promtool';
import type { System } from './incident';
import { INCIDENTS } from './library';
import { runIncident } from './promtool/run';

/** The tests of one system's incidents. A file for each system, so that two run at a time. */
export function describeSystem(system: System): void {
  describe(`incidents of ${system}`, () => {
    const incidents = INCIDENTS.filter((incident) => incident.system === system);

    it.each(incidents.map((incident) => [incident.name, incident] as const))(
      '%s',
      async (_name, incident) => {
        const { problems } = await runIncident(incident);
        expect(problems).toEqual([]);
      },
      PROMTOOL_TIMEOUT_MS
    );
  });
}
