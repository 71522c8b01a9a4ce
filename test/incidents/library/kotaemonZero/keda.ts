import { keda } from '../../blocks/keda';
import { deployment, hpa } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { gone, steps, type Timeline } from '../../series/timeline';

/** KEDA's objects over this many replicas: at zero its autoscaler is switched off. */
const scaledBy = (replicas: Timeline<number>, active: Timeline<boolean>) => [
  ...hpa('kotaemon-zero', { min: 1, max: 10, desired: replicas, active }),
  ...deployment('kotaemon-zero', { replicas }),
];

const serving = (requestsPerSecond: Timeline<number>, scrape: Timeline<'answers'> = 'answers') =>
  sidecar('kotaemon-zero', 'kotaemon-zero-a', { requestsPerSecond, scrape });

/** What happens to KEDA, and what is no incident although it looks like one. */
export const kedaIncidents: readonly Incident[] = [
  {
    name: 'nothing-wakes-it',
    system: 'kotaemon-zero',
    story: 'A user asks in the morning, the trigger is active, and the quota of the namespace refuses the first pod.',
    duration: '30m',
    begins: '15m',
    series: () => [
      ...hpa('kotaemon-zero', { min: 1, max: 10, desired: 0, active: false }),
      ...deployment('kotaemon-zero', { replicas: steps({ '0m': 0, '15m': 1 }), existing: 0 }),
      ...keda('kotaemon-zero', { active: steps({ '0m': false, '15m': true }) }),
    ],
    fires: [{ alert: 'ElastiscopeActiveAtZeroReplicas', within: '5m' }],
    // A quarter of an hour after it was asked for, the replica is still missing.
    mayFire: ['ElastiscopeDesiredNotReached'],
    silent: ['ElastiscopeAutoscalerBlind'],
  },
  {
    name: 'prometheus-moved-at-night',
    system: 'kotaemon-zero',
    story:
      'Prometheus gets a new address at night. Every poll of the trigger fails, and in the morning nothing will wake it.',
    duration: '45m',
    begins: '15m',
    series: () => [
      ...scaledBy(0, false),
      ...keda('kotaemon-zero', { active: false, failing: steps({ '0m': false, '15m': true }) }),
    ],
    fires: [{ alert: 'ElastiscopeAutoscalerErrors', within: '15m' }],
  },
  {
    name: 'metric-renamed',
    system: 'kotaemon-zero',
    story: 'A release renames the metric that the trigger asks for: an empty answer is 0 for KEDA, whatever the load.',
    duration: '45m',
    begins: '15m',
    series: () => [
      ...scaledBy(1, true),
      ...keda('kotaemon-zero', { active: true, empty: steps({ '0m': false, '15m': true }) }),
      ...serving(1),
    ],
    fires: [{ alert: 'ElastiscopeAutoscalerErrors', within: '15m' }],
  },
  {
    name: 'pause-forgotten',
    system: 'kotaemon-zero',
    story: 'Paused on Monday for a migration, and nobody remembers it on Tuesday.',
    duration: '26h',
    // Nothing is counted, and a day at 1m would take promtool minutes. Which autoscaler KEDA deleted is remembered for 5m.
    evaluation: '4m',
    series: () => [
      ...deployment('kotaemon-zero', { replicas: 1 }),
      ...hpa('kotaemon-zero', { min: 1, max: steps({ '0m': 10, '30m': gone }), desired: 1 }),
      ...keda('kotaemon-zero', { active: true, paused: steps({ '0m': false, '30m': true }) }),
    ],
    fires: [{ alert: 'ElastiscopeAutoscalerPaused', within: '25h' }],
  },
  {
    name: 'crawler-at-night',
    system: 'kotaemon-zero',
    story: 'A crawler looks in every quarter of an hour: started for it, idle, stopped again, all night.',
    duration: '1h15m',
    begins: '5m',
    series: () => {
      const awake = (seconds: number) => seconds >= 300 && (seconds - 300) % 840 < 360;
      const replicas = (seconds: number) => Number(awake(seconds));
      return [...scaledBy(replicas, awake), ...keda('kotaemon-zero', { active: awake })];
    },
    fires: [{ alert: 'ElastiscopeScaledFromZeroOften', within: '50m' }],
    silent: ['ElastiscopeFlapping', 'ElastiscopeAutoscalerBlind'],
  },
  {
    name: 'a-night-at-zero',
    system: 'kotaemon-zero',
    story:
      'Nobody asks, so the query of the trigger finds no series and answers nothing, all night; then one start in the morning.',
    duration: '2h',
    series: () => {
      const replicas = steps({ '0m': 1, '10m': 0, '1h40m': 1 });
      const awake = (seconds: number) => replicas(seconds) === 1;
      return [
        ...scaledBy(replicas, awake),
        ...keda('kotaemon-zero', { active: awake, empty: (seconds) => !awake(seconds) }),
      ];
    },
    fires: [],
    silent: [
      'ElastiscopeAutoscalerErrors',
      'ElastiscopeAutoscalerBlind',
      'ElastiscopeActiveAtZeroReplicas',
      'ElastiscopeDesiredNotReached',
    ],
  },
  {
    name: 'prometheus-restarts',
    system: 'kotaemon-zero',
    story: 'Prometheus restarts, and two polls of the trigger find it away.',
    duration: '1h',
    series: () => [
      ...scaledBy(1, true),
      ...keda('kotaemon-zero', { active: true, failing: steps({ '0m': false, '20m': true, '21m': false }) }),
      ...serving(1),
    ],
    fires: [],
    silent: ['ElastiscopeAutoscalerErrors', 'ElastiscopeAutoscalerBlind'],
  },
  {
    name: 'paused-at-zero',
    system: 'kotaemon-zero',
    story: 'The service is taken down for an hour: paused at zero replicas, while its last trigger still says active.',
    duration: '1h30m',
    series: () => [
      ...deployment('kotaemon-zero', { replicas: steps({ '0m': 1, '15m': 0 }) }),
      ...keda('kotaemon-zero', { active: true, paused: steps({ '0m': false, '14m': true }) }),
    ],
    fires: [],
    silent: ['ElastiscopeActiveAtZeroReplicas', 'ElastiscopeAutoscalerPaused'],
  },
  {
    name: 'cron-trigger',
    system: 'kotaemon-zero',
    story: 'A schedule wants five replicas for ten minutes of each half hour of a training day.',
    duration: '1h45m',
    series: () => {
      const lesson = (seconds: number) => seconds % 1800 >= 900 && seconds % 1800 < 1500;
      const replicas = (seconds: number) => (lesson(seconds) ? 5 : 1);
      return [
        ...scaledBy(replicas, true),
        ...keda('kotaemon-zero', { active: lesson, trigger: 's0-cron-Etc-UTC-1530xxxx-2530xxxx' }),
      ];
    },
    fires: [],
    silent: ['ElastiscopeFlapping', 'ElastiscopeDesiredNotReached'],
  },
];
