import { deployment } from '../../blocks/kubeState';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import { gone, steps } from '../../series/timeline';

const others = ['chatchat-a', 'chatchat-b'].flatMap((pod) => sidecar('chatchat', pod, { requestsPerSecond: 1 }));

/** Whether traffic follows readiness. */
export const readiness: readonly Incident[] = [
  {
    name: 'unready-instance-gets-traffic',
    system: 'chatchat',
    story:
      'One of three backends stops to answer its health check; the load balancer does not look and goes on sending.',
    duration: '40m',
    begins: '15m',
    series: () => [
      ...deployment('chatchat', { replicas: 3, ready: steps({ '0m': 3, '15m': 2 }) }),
      ...others,
      ...sidecar('chatchat', 'chatchat-c', {
        requestsPerSecond: 1,
        state: steps({ '0m': 'ready', '15m': 'unready' }),
      }),
    ],
    fires: [{ alert: 'ElastiscopeTrafficToUnready', within: '8m' }],
    mayFire: ['ElastiscopeDesiredNotReached', 'ElastiscopeBackendDown', 'ElastiscopeScalingLag'],
  },
  {
    name: 'traffic-while-the-model-loads',
    system: 'chatchat',
    story:
      'A third replica loads its model for half an hour. The Service publishes addresses that are not ready, so a third of the requests get 503.',
    duration: '50m',
    begins: '15m',
    series: () => [
      ...deployment('chatchat', { replicas: steps({ '0m': 2, '15m': 3 }), ready: 2 }),
      ...others,
      ...sidecar('chatchat', 'chatchat-c', {
        startedAtSeconds: 900,
        scrape: steps({ '15m': 'answers' }),
        state: 'starting',
        requestsPerSecond: steps({ '0m': 0, '15m': 1 }),
        failing: 1,
      }),
    ],
    fires: [{ alert: 'ElastiscopeTrafficToUnready', within: '9m' }],
    mayFire: [
      'ElastiscopeDesiredNotReached',
      'ElastiscopeScalingLag',
      'ElastiscopeErrorBudgetBurn',
      'ElastiscopeErrorBudgetBurnSlow',
      'ElastiscopeBackendDown',
      'ElastiscopeStartTimedOut',
      'ElastiscopeColdStartSlow',
    ],
  },
  {
    name: 'instance-unready-for-a-minute',
    system: 'chatchat',
    story: 'A long answer blocks one backend for a minute; requests that are on their way still reach it.',
    duration: '35m',
    series: () => [
      ...deployment('chatchat', { replicas: 3, ready: steps({ '0m': 3, '15m': 2, '16m': 3 }) }),
      ...others,
      ...sidecar('chatchat', 'chatchat-c', {
        requestsPerSecond: 1,
        state: steps({ '0m': 'ready', '15m': 'unready', '16m': 'ready' }),
      }),
    ],
    fires: [],
    silent: ['ElastiscopeTrafficToUnready', 'ElastiscopeDesiredNotReached'],
  },
  {
    name: 'unready-instance-out-of-rotation',
    system: 'chatchat',
    story:
      'One of three backends is unready for long, and the load balancer only tries now and then whether it is back.',
    duration: '40m',
    series: () => [
      ...others,
      ...sidecar('chatchat', 'chatchat-c', {
        requestsPerSecond: steps({ '0m': 1, '15m': 0.05 }),
        state: steps({ '0m': 'ready', '15m': 'unready' }),
      }),
    ],
    fires: [],
    mayFire: ['ElastiscopeBackendDown'],
    silent: ['ElastiscopeTrafficToUnready'],
  },
  {
    name: 'nothing-ready-after-zero',
    system: 'chatchat',
    story:
      'The only replica starts for eight minutes and holds the requests that come meanwhile: there is no other to send them to.',
    duration: '40m',
    series: () => [
      ...deployment('chatchat', {
        replicas: steps({ '0m': 0, '15m': 1 }),
        ready: steps({ '0m': 0, '23m': 1 }),
      }),
      ...sidecar('chatchat', 'chatchat-a', {
        startedAtSeconds: 900,
        scrape: steps({ '0m': gone, '15m': 'answers' }),
        state: steps({ '0m': 'starting', '23m': 'ready' }),
        requestsPerSecond: steps({ '0m': 0, '15m': 1 }),
        targets: { cold_start_seconds: 900 },
      }),
    ],
    fires: [],
    silent: ['ElastiscopeTrafficToUnready'],
  },
];
