import { sumOver, WORKLOAD } from '../vocabulary';
import type { TimeSeries } from './timeSeries';

const NO_SERVER = 'No model server of this workload is scraped (vLLM, SGLang, llama.cpp, TGI, Triton)';

/** Whether calls wait in the model servers of the workload, and for what. */
export const MODEL_SERVERS: readonly TimeSeries[] = [
  {
    title: 'Calls in model servers',
    description: 'Calls that are answered, that wait for a place, and that were put back because the KV cache was full.',
    unit: 'short',
    queries: (selector) => [
      {
        refId: 'running',
        expr: `${WORKLOAD.llmRequestsRunning.name}{${selector}}`,
        legend: '{{model}} answered',
        minInterval: '1m',
      },
      {
        refId: 'waiting',
        expr: `${WORKLOAD.llmRequestsWaiting.name}{${selector}}`,
        legend: '{{model}} waiting',
        minInterval: '1m',
      },
      {
        refId: 'preempted',
        expr: `${sumOver(WORKLOAD.llmPreemptions, selector, '$__interval')} > 0`,
        legend: '{{model}} put back',
        minInterval: '1m',
      },
    ],
    empty: NO_SERVER,
  },
  {
    title: 'KV cache of model servers',
    description: 'Share that is used, of the fullest engine. Near 100 % calls wait, and some are put back.',
    unit: 'percentunit',
    queries: (selector) => [
      {
        refId: 'used',
        expr: `${WORKLOAD.kvCacheUsed.name}{${selector}}`,
        legend: '{{model}}',
        minInterval: '1m',
      },
    ],
    empty: NO_SERVER,
  },
  {
    title: 'Time to first token',
    description: '95th percentile of the time until an answer of a model begins, by provider.',
    unit: 's',
    queries: (selector) => [
      {
        refId: 'ttft',
        expr: `${WORKLOAD.llmTimeToFirstTokenP95.name}{${selector}}`,
        legend: '{{provider}} {{model}}',
        minInterval: '1m',
      },
    ],
    empty: 'No source tells when answers began',
  },
];
