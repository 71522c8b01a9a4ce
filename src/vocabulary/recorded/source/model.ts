import type { RecordedDefinition } from '../../types';
import { recorded } from '../recorded';

/** Instances whose new series count from zero, by source: adapters that would share a series would wait for each other. */
function countsFromZero(source: string): RecordedDefinition {
  return recorded(
    'source_instance',
    `counts_from_zero:${source}`,
    '1',
    '1 for instances whose new series count from zero: watched before, or known to be new.'
  );
}

/** Calls to models, as each source counts them. */
export const SOURCE_MODEL = {
  countsFromZeroNginxPlus: countsFromZero('nginx_plus'),
  countsFromZeroNginxVts: countsFromZero('nginx_vts'),
  countsFromZeroLiteLlm: countsFromZero('litellm'),
  countsFromZeroOtel: countsFromZero('otel_gen_ai'),
  countsFromZeroVllm: countsFromZero('vllm'),
  llmRequests: recorded(
    'source_workload_model',
    'llm_requests:increase1m',
    'requests',
    'Calls to the model within the last minute, exact.'
  ),
  llmErrors: recorded(
    'source_workload_model',
    'llm_errors:increase1m',
    'requests',
    'Calls of the last minute that failed.',
    ['reason']
  ),
  llmLatencyP95: recorded(
    'source_workload_model',
    'llm_request_duration_seconds:p95_5m',
    'seconds',
    '95th percentile of the duration of calls.'
  ),
  llmTimeToFirstTokenP95: recorded(
    'source_workload_model',
    'llm_time_to_first_token_seconds:p95_5m',
    'seconds',
    '95th percentile of the time to the first token.'
  ),
  llmRequestsRunning: recorded('source_workload_model', 'llm_requests_running', 'requests', 'Calls being answered.'),
  llmRequestsWaiting: recorded('source_workload_model', 'llm_requests_waiting', 'requests', 'Calls that wait.'),
  kvCacheUsed: recorded(
    'source_workload_model',
    'kv_cache_used:ratio',
    'ratio',
    'Share of the KV cache that is used, the fullest engine.'
  ),
  llmPreemptions: recorded(
    'source_workload_model',
    'llm_preemptions:increase1m',
    'requests',
    'Calls of the last minute that were put back because the KV cache was full.'
  ),
  rateLimitHeadroom: recorded(
    'source_workload_model',
    'ratelimit_remaining:ratio',
    'ratio',
    'What is left of the rate limit, the worst instance.',
    ['unit']
  ),
} as const satisfies Record<string, RecordedDefinition>;
