import type { MetricDefinition } from '../types';

/** The exporter itself, and the objectives of its workload. */
export const SELF = {
  target: {
    name: 'elastiscope_target',
    type: 'gauge',
    unit: '1',
    labels: ['objective'],
    help: 'Objectives that this workload sets for itself; alerts compare with them.',
  },
  captureErrors: {
    name: 'elastiscope_capture_errors_total',
    type: 'counter',
    unit: '1',
    labels: ['stage'],
    help: 'Faults in measuring. Traffic was passed on unchanged.',
  },
  labelOverflow: {
    name: 'elastiscope_label_overflow_total',
    type: 'counter',
    unit: '1',
    labels: ['label'],
    help: 'Observations counted under `other` because a label had too many values.',
  },
  uncaughtFaults: {
    name: 'elastiscope_uncaught_faults_total',
    type: 'counter',
    unit: '1',
    labels: [],
    help: 'Faults that nothing caught; the exporter goes on. The log says what and where.',
  },
  adminRefused: {
    name: 'elastiscope_admin_refused_total',
    type: 'counter',
    unit: '1',
    labels: ['path'],
    help: 'Requests to the admin listener from callers that may not change anything.',
  },
  buildInfo: {
    name: 'elastiscope_build_info',
    type: 'gauge',
    unit: '1',
    labels: ['version'],
    help: '1, with the version of the exporter.',
  },
  clock: {
    name: 'elastiscope_clock_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp_seconds',
    labels: [],
    help: 'What the clock of the exporter says at the scrape.',
  },
  processStartTime: {
    name: 'process_start_time_seconds',
    type: 'gauge',
    unit: 'timestamp_seconds',
    labels: [],
    help: 'Start time of the exporter process.',
  },
  processCpu: {
    name: 'process_cpu_seconds_total',
    type: 'counter',
    unit: 'seconds',
    labels: [],
    help: 'CPU time that the exporter process has used.',
  },
  processMemory: {
    name: 'process_resident_memory_bytes',
    type: 'gauge',
    unit: 'bytes',
    labels: [],
    help: 'Resident memory of the exporter process.',
  },
} as const satisfies Record<string, MetricDefinition>;
