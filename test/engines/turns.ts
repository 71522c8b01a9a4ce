import { autoscalerSeries } from '../../demo/model/kubeState/autoscaler';
import { deploymentSeries } from '../../demo/model/kubeState/replicas';
import { kubeStateScrape } from '../../demo/model/kubeState/scrape';
import { overTime, type TimedSeries } from '../../demo/model/series';

/** Time between two changes of direction: engines see them up to two minutes apart. */
const TURN_SECONDS = 270;

/** An autoscaler that goes up and down so many times from a time on, and what it scales. */
export function turningWorkload(name: string, changes: number, from: number): TimedSeries[] {
  const object = { namespace: 'turns', name };
  const scrape = kubeStateScrape('demo', 'history');
  const replicasAt = (seconds: number) => {
    const turn = Math.floor((seconds - from) / TURN_SECONDS);
    return turn <= changes && turn % 2 === 1 ? 6 : 4;
  };
  return [
    ...overTime(deploymentSeries(object), scrape, (seconds) => {
      const replicas = replicasAt(seconds);
      return { asked: replicas, existing: replicas, ready: replicas, updated: replicas };
    }),
    ...overTime(autoscalerSeries({ ...object, target: { kind: 'Deployment', name } }), scrape, (seconds) => ({
      min: 1,
      max: 10,
      desired: replicasAt(seconds),
      current: replicasAt(seconds),
      conditions: { AbleToScale: true, ScalingActive: true, ScalingLimited: false },
    })),
  ];
}
