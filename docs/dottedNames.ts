/**
 * Names of the OpenTelemetry conventions by what Prometheus makes of them: it replaces the dots unless told otherwise, and
 * suffixes stand behind either.
 */
const METRICS: Readonly<Record<string, string>> = {
  gen_ai_client_inference_usage_cache_read_input_tokens: 'gen_ai.client.inference.usage.cache_read.input_tokens',
  gen_ai_client_inference_usage_cache_write_input_tokens: 'gen_ai.client.inference.usage.cache_write.input_tokens',
  gen_ai_client_inference_usage_input_tokens: 'gen_ai.client.inference.usage.input_tokens',
  gen_ai_client_inference_usage_output_tokens: 'gen_ai.client.inference.usage.output_tokens',
  gen_ai_client_inference_duration: 'gen_ai.client.inference.duration',
  gen_ai_client_inference_time_to_first_chunk: 'gen_ai.client.inference.time_to_first_chunk',
  gen_ai_client_operation_duration: 'gen_ai.client.operation.duration',
  gen_ai_client_operation_time_to_first_chunk: 'gen_ai.client.operation.time_to_first_chunk',
  gen_ai_client_token_usage: 'gen_ai.client.token.usage',
  gen_ai_server_request_duration: 'gen_ai.server.request.duration',
  gen_ai_server_time_to_first_token: 'gen_ai.server.time_to_first_token',
};

const LABELS: Readonly<Record<string, string>> = {
  gen_ai_system: 'gen_ai.system',
  gen_ai_provider_name: 'gen_ai.provider.name',
  gen_ai_request_model: 'gen_ai.request.model',
  gen_ai_response_model: 'gen_ai.response.model',
  gen_ai_operation_name: 'gen_ai.operation.name',
  gen_ai_token_type: 'gen_ai.token.type',
  error_type: 'error.type',
};

const METRIC = Object.keys(METRICS)
  .sort((a, b) => b.length - a.length)
  .join('|');
const LABEL = Object.keys(LABELS).join('|');

const HEADER = `# Generated from rules/sources/otel-gen-ai.yml by npm run generate:docs: the same for a Prometheus 3 that keeps the dots in the names
# of OpenTelemetry (otlp.translation_strategy NoUTF8EscapingWithSuffixes or NoTranslation). Prometheus 2 cannot read it. An OTLP
# receiver has no relabelling: cluster, namespace, workload and instance are attributes of the resource that it promotes.
`;

/** The adapter of OpenTelemetry with the dots of its names. */
export function withDottedNames(adapter: string): string {
  const groups = adapter.slice(adapter.indexOf('groups:'));
  return (
    HEADER +
    groups
      .replace('name: elastiscope.otel_gen_ai', 'name: elastiscope.otel_gen_ai_dotted')
      .replace(
        new RegExp(`\\b(${METRIC})(\\w*)\\{`, 'g'),
        (_match, name: string, suffix: string) => `{"${METRICS[name]}${suffix}", `
      )
      // What is left stands in regular expressions, in which a dot would be any character.
      .replace(new RegExp(`\\b(${METRIC})`, 'g'), (name) => (METRICS[name] ?? name).replaceAll('.', '[.]'))
      .replace(new RegExp(`"?\\b(${LABEL})\\b"?`, 'g'), (_match, label: string) => `"${LABELS[label]}"`)
  );
}
