/** @jest-environment node */
import { groupPods, type PodReading } from './pods';
import { DEFAULT_HPA_FLAGS } from './types';

const NOW = 10_000;
const FLAGS = { ...DEFAULT_HPA_FLAGS, cpuInitializationPeriodSeconds: 120, initialReadinessDelaySeconds: 30 };

/** A pod that has run for an hour, is ready, and has a fresh sample over 60 s. */
function pod(changed: Partial<PodReading> = {}): PodReading {
  return {
    phase: 'Running',
    startedAtSeconds: NOW - 3600,
    ready: { status: true, changedAtSeconds: NOW - 3500 },
    request: 1,
    sample: { usage: 0.5, takenAtSeconds: NOW, windowSeconds: 60 },
    ...changed,
  };
}

const sampleAt = (takenAtSeconds: number) => ({ usage: 0.5, takenAtSeconds, windowSeconds: 60 });
const ready = (status: boolean, changedAtSeconds: number) => ({ status, changedAtSeconds });

type Group = 'ready' | 'unready' | 'missing' | 'ignored';

function groupOf(one: PodReading, resource: string | undefined): Group {
  const groups = groupPods([one], resource, NOW, FLAGS);
  if (groups.ready.pods === 1) {
    return 'ready';
  }
  if (groups.unreadyRequestsMilli.length === 1) {
    return 'unready';
  }
  return groups.missingRequestsMilli.length === 1 ? 'missing' : 'ignored';
}

describe('which group a pod is in', () => {
  const young = NOW - 60;
  // name, pod, its group for CPU, its group for memory and Pods metrics
  it.each<[string, PodReading, Group, Group]>([
    ['serving for long', pod(), 'ready', 'ready'],
    ['pending, even with a sample', pod({ phase: 'Pending' }), 'unready', 'unready'],
    ['pending without a sample', pod({ phase: 'Pending', sample: undefined }), 'unready', 'unready'],
    ['failed', pod({ phase: 'Failed' }), 'ignored', 'ignored'],
    ['being deleted', pod({ isBeingDeleted: true }), 'ignored', 'ignored'],
    ['being deleted while pending', pod({ isBeingDeleted: true, phase: 'Pending' }), 'ignored', 'ignored'],
    ['succeeded, its last sample still there', pod({ phase: 'Succeeded' }), 'ready', 'ready'],
    ['succeeded, without a sample', pod({ phase: 'Succeeded', sample: undefined }), 'missing', 'missing'],
    ['running without a sample', pod({ sample: undefined }), 'missing', 'missing'],
    ['running without the condition Ready', pod({ ready: undefined }), 'unready', 'ready'],
    ['running without a start time', pod({ startedAtSeconds: undefined }), 'unready', 'ready'],
    ['young and not ready', pod({ startedAtSeconds: young, ready: ready(false, young) }), 'unready', 'ready'],
    [
      'young and ready, the sample reaches back before that',
      pod({ startedAtSeconds: NOW - 100, ready: ready(true, NOW - 50), sample: sampleAt(NOW) }),
      'unready',
      'ready',
    ],
    [
      'young and ready, the sample begins exactly then',
      pod({ startedAtSeconds: NOW - 100, ready: ready(true, NOW - 60), sample: sampleAt(NOW) }),
      'ready',
      'ready',
    ],
    [
      'one second before the end of the initialization period',
      pod({ startedAtSeconds: NOW - 119, ready: ready(false, NOW - 10) }),
      'unready',
      'ready',
    ],
    [
      'exactly at its end, not ready any more',
      pod({ startedAtSeconds: NOW - 120, ready: ready(false, NOW - 10) }),
      'ready',
      'ready',
    ],
    [
      'old, not ready since its first seconds: it never was ready',
      pod({ ready: ready(false, NOW - 3600 + 29) }),
      'unready',
      'ready',
    ],
    [
      'old, not ready since exactly the initial readiness delay',
      pod({ ready: ready(false, NOW - 3600 + 30) }),
      'ready',
      'ready',
    ],
    ['old, not ready for a moment', pod({ ready: ready(false, NOW - 5) }), 'ready', 'ready'],
  ])('%s', (_name, one, cpu, other) => {
    expect([groupOf(one, 'cpu'), groupOf(one, 'memory'), groupOf(one, undefined)]).toEqual([cpu, other, other]);
  });

  it('sums what ready pods use and request in thousandths, usage cut off, requests rounded up', () => {
    const pods = [
      pod({ request: 0.25, sample: { ...sampleAt(NOW), usage: 0.1009 } }),
      pod({ request: 0.1001, sample: { ...sampleAt(NOW), usage: 0.3 } }),
      pod({ phase: 'Pending', request: 0.5 }),
      pod({ sample: undefined, request: 0.75 }),
      pod({ phase: 'Failed', request: 8 }),
    ];
    expect(groupPods(pods, 'cpu', NOW, FLAGS)).toEqual({
      ready: { pods: 2, usageMilli: 400, requestMilli: 351 },
      unreadyRequestsMilli: [500],
      missingRequestsMilli: [750],
    });
  });
});
