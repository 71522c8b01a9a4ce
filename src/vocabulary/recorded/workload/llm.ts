import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** How do the models answer, and who counts what they use? */
export const LLM_CALLS = {
  tokensByUsage: recorded(
    'workload_usage',
    'tokens:increase1m',
    'tokens',
    'Tokens of the last minute by kind, of the source that is believed.',
    ['kind']
  ),
  costByUsage: recorded(
    'workload_usage',
    'cost_usd:increase1m',
    'usd',
    'Estimated cost of the last minute, of the source that is believed.'
  ),
  llmRequests: recorded(
    'workload_model',
    'llm_requests:increase1m',
    'requests',
    'Calls to the model within the last minute, exact.'
  ),
  llmErrors: recorded('workload_model', 'llm_errors:increase1m', 'requests', 'Calls of the last minute that failed.', [
    'reason',
  ]),
  llmLatencyP95: recorded(
    'workload_model',
    'llm_request_duration_seconds:p95_5m',
    'seconds',
    '95th percentile of the duration of calls.'
  ),
  llmTimeToFirstTokenP95: recorded(
    'workload_model',
    'llm_time_to_first_token_seconds:p95_5m',
    'seconds',
    '95th percentile of the time to the first token.'
  ),
  llmRequestsRunning: recorded(
    'workload_model',
    'llm_requests_running',
    'requests',
    'Calls that a model server of this workload is answering.'
  ),
  llmRequestsWaiting: recorded(
    'workload_model',
    'llm_requests_waiting',
    'requests',
    'Calls that wait for a place in a model server of this workload.'
  ),
  kvCacheUsed: recorded(
    'workload_model',
    'kv_cache_used:ratio',
    'ratio',
    'Share of the KV cache that is used, the fullest engine of this workload.'
  ),
  llmPreemptions: recorded(
    'workload_model',
    'llm_preemptions:increase1m',
    'requests',
    'Calls of the last minute that were put back because the KV cache was full.'
  ),
  usageMissing: recorded(
    'workload_model',
    'usage_missing:increase1m',
    'requests',
    'Answers of the last minute whose usage is not known; their tokens are in no sum.'
  ),
} as const satisfies Record<string, RecordedDefinition>;
