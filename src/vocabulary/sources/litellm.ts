import type { MetricDefinition, SourceDefinition } from '../types';
import { withoutTotal } from './spellings';

/** Metrics of the LiteLLM proxy that the adapter reads. Names and labels: litellm/types/integrations/prometheus.py of 1.110. */
const METRICS = {
  requests: {
    name: 'litellm_proxy_total_requests_metric_total',
    type: 'counter',
    unit: 'requests',
    labels: ['status_code'],
    help: 'Requests to the proxy.',
  },
  requestLatency: {
    name: 'litellm_request_total_latency_metric',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model', 'api_provider'],
    help: 'Duration of requests to the proxy.',
  },
  inputTokens: {
    name: 'litellm_input_tokens_metric_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model', 'api_provider', 'team', 'team_alias'],
    help: 'Input tokens, those of the cache included.',
  },
  cachedTokens: {
    name: 'litellm_input_cached_tokens_metric_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model', 'api_provider', 'team', 'team_alias'],
    help: "Input tokens read from the provider's cache.",
  },
  cacheCreationTokens: {
    name: 'litellm_input_cache_creation_tokens_metric_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model', 'api_provider', 'team', 'team_alias'],
    help: "Input tokens written to the provider's cache.",
  },
  outputTokens: {
    name: 'litellm_output_tokens_metric_total',
    type: 'counter',
    unit: 'tokens',
    labels: ['model', 'api_provider', 'team', 'team_alias'],
    help: 'Output tokens.',
  },
  spend: {
    name: 'litellm_spend_metric_total',
    type: 'counter',
    unit: 'usd',
    labels: ['model', 'api_provider', 'team', 'team_alias'],
    help: 'Spend.',
  },
  deploymentRequests: {
    name: 'litellm_deployment_total_requests_total',
    type: 'counter',
    unit: 'requests',
    labels: ['litellm_model_name', 'api_provider', 'model_id'],
    help: 'Calls to a deployment.',
  },
  deploymentFailures: {
    name: 'litellm_deployment_failure_responses_total',
    type: 'counter',
    unit: 'requests',
    labels: ['litellm_model_name', 'api_provider', 'model_id', 'exception_status'],
    help: 'Calls to a deployment that failed.',
  },
  apiLatency: {
    name: 'litellm_llm_api_latency_metric',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model', 'api_provider'],
    help: 'Duration of calls.',
  },
  timeToFirstToken: {
    name: 'litellm_llm_api_time_to_first_token_metric',
    type: 'histogram',
    unit: 'seconds',
    labels: ['model', 'api_provider'],
    help: 'Time to the first token of streams.',
  },
  remainingTokens: {
    name: 'litellm_remaining_tokens_metric',
    type: 'gauge',
    unit: 'tokens',
    labels: ['litellm_model_name', 'api_provider', 'model_id'],
    help: 'Tokens left, as the provider says.',
  },
  remainingRequests: {
    name: 'litellm_remaining_requests_metric',
    type: 'gauge',
    unit: 'requests',
    labels: ['litellm_model_name', 'api_provider', 'model_id'],
    help: 'Requests left, as the provider says.',
  },
  tokenLimit: {
    name: 'litellm_deployment_tpm_limit',
    type: 'gauge',
    unit: 'tokens',
    labels: ['litellm_model_name', 'api_provider', 'model_id'],
    help: 'Tokens a minute that the configuration allows.',
  },
  requestLimit: {
    name: 'litellm_deployment_rpm_limit',
    type: 'gauge',
    unit: 'requests',
    labels: ['litellm_model_name', 'api_provider', 'model_id'],
    help: 'Requests a minute that the configuration allows.',
  },
} as const satisfies Record<string, MetricDefinition>;

export const LITELLM_SOURCE: SourceDefinition = {
  name: 'litellm',
  title: 'LiteLLM',
  adapter: 'litellm.yml',
  answers:
    'Requests of the proxy; tokens and spend by model and team; failing deployments; latency; what is left of rate limits.',
  lost: 'Cost by team where applications call models through the proxy and not through a sidecar.',
  metrics: { ...METRICS, ...withoutTotal(METRICS) },
};
