import { alertsOf } from '../../docs/ruleFiles';
import { PROMETHEUS, SIDECAR, SOURCES, type MetricDefinition } from '../../src/vocabulary';
import { RULE_FILES } from '../rules/bundle';
import { INCIDENTS } from './library';
import { alertsWithoutIncident } from './report';
import { toSeconds } from './time';

const ALERTS = new Set(alertsOf(RULE_FILES).map(({ alert }) => alert));

describe('the incident library', () => {
  it('has a name for each incident', () => {
    const names = INCIDENTS.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('makes every alert fire that ships', () => {
    expect(alertsWithoutIncident(INCIDENTS)).toEqual([]);
  });

  it.each(INCIDENTS.map((incident) => [incident.name, incident] as const))('%s is told whole', (_name, incident) => {
    const { story, fires, mayFire = [], silent = [], begins = '0s', duration } = incident;
    expect(story).toMatch(/^[A-Z].{20,}\.$/);
    expect([...fires.map(({ alert }) => alert), ...mayFire, ...silent].filter((alert) => !ALERTS.has(alert))).toEqual(
      []
    );
    for (const { within } of fires) {
      // It has to be able to fire too late.
      expect(toSeconds(begins) + toSeconds(within)).toBeLessThan(toSeconds(duration));
    }
    expect(fires.length + silent.length).toBeGreaterThan(0);
  });
});

describe('the series of an incident', () => {
  const definitions: readonly MetricDefinition[] = [
    SIDECAR,
    ...SOURCES.map(({ metrics }) => metrics),
    PROMETHEUS,
  ].flatMap(Object.values);
  const scraped = new Set(
    definitions.flatMap(({ name, type }) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
    )
  );

  it.each(INCIDENTS.map((incident) => [incident.name, incident] as const))('%s are of sources', (_name, incident) => {
    const names = new Set(incident.series().map(({ name }) => name));
    expect([...names].filter((name) => !scraped.has(name))).toEqual([]);
  });
});
