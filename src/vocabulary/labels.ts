import type { Level } from './types';

/** The key of a workload. Every series a person sees carries these three; the scrape (or an adapter's join) adds them. */
export const WORKLOAD_LABELS = ['cluster', 'namespace', 'workload'] as const;

/** The labels that each level of recorded series keeps, beside those a single definition names. */
export const LEVEL_LABELS: Readonly<Record<Level, readonly string[]>> = {
  calendar: [],
  workload: WORKLOAD_LABELS,
  workload_model: [...WORKLOAD_LABELS, 'provider', 'model'],
  workload_provider: [...WORKLOAD_LABELS, 'provider'],
  workload_team: [...WORKLOAD_LABELS, 'team'],
  workload_release: [...WORKLOAD_LABELS, 'release'],
  workload_flow: [...WORKLOAD_LABELS, 'flow'],
  workload_usage: [...WORKLOAD_LABELS, 'provider', 'model', 'flow', 'team'],
  instance: [...WORKLOAD_LABELS, 'instance'],
  source_workload: [...WORKLOAD_LABELS, 'source', 'preference'],
  source_workload_usage: [...WORKLOAD_LABELS, 'source', 'preference', 'provider', 'model', 'flow', 'team'],
  source_workload_model: [...WORKLOAD_LABELS, 'source', 'preference', 'provider', 'model'],
  source_instance: [...WORKLOAD_LABELS, 'instance', 'source', 'preference'],
};

/** What each label means and which values it takes. */
export const LABEL_HELP = {
  cluster: 'Kubernetes cluster or site; set by the scrape',
  namespace: 'Kubernetes namespace or compose project; set by the scrape',
  workload: 'Deployment, StatefulSet or compose service that is scaled as one; set by the scrape',
  instance: 'One replica: its pod, or its address where there are no pods; set by the scrape',
  source: 'Where the numbers come from, see Sources (of tokens of the sidecar: reported, injected or estimated usage)',
  preference: 'Order in which sources are believed when several describe one workload; 1 comes first',
  job: 'Scrape job of the exporter; tells its metrics from others of the same name',
  counter: 'Name of the counter, without its labels',
  method: 'HTTP method',
  route_name: 'Name of an InterceptorRoute or HTTPScaledObject',
  route_namespace: 'Namespace of an InterceptorRoute or HTTPScaledObject',
  cold_start: 'true for requests that waited until a replica was ready',
  outcome: 'How a wait for a replica ended',
  service_name: 'Name of an instrumented service, as OpenTelemetry names it',
  namespace_name: 'Namespace of a revision, as Knative writes it before 1.19',
  revision_name: 'Name of a revision, as Knative writes it before 1.19',
  pod_name: 'Name of a pod, as Knative writes it before 1.19',
  k8s_namespace_name: 'Namespace of a revision, as Knative writes it',
  kn_revision_name: 'Name of a revision, as Knative writes it',
  http_response_status_code: 'HTTP status code, as OpenTelemetry names it',
  response_code: 'HTTP status code, as Istio names it',
  response_code_class: 'Class of status codes, as Knative writes it before 1.19: 2xx to 5xx',
  reporter: 'Which end of a connection counted: source, destination or waypoint',
  destination_workload: 'Workload that was called, as Istio names it',
  destination_workload_namespace: 'Namespace of the workload that was called',
  envoy_cluster_name: 'Name of an upstream cluster in the configuration of Envoy',
  envoy_response_code_class: 'Class of status codes, as Envoy writes it: 1 to 5',
  ingress: 'Name of an Ingress',
  service: 'Name of a Service',
  exported_service: 'Name of a Service, where the scrape does not honour the label service',
  target_model_name: 'Name of the model that a gateway made of the name that was asked for',
  error_code: 'Why a gateway failed a call',
  route: 'Configured route name, in which parts of the path (a flow) may stand; never a raw path',
  status_code: 'HTTP status code, three digits',
  reason: 'Why it happened, from a short fixed list',
  state: 'State name, from a fixed list; the series is 1 for the state that holds',
  phase:
    'Phase of a start-up (schedule, init, boot, load, total), of a pod (Pending, Running, …) or of a failover (detect, elect, take_over, total)',
  start: 'When the start-up was finished, Unix time in whole seconds; tells one start of an instance from another',
  milestone:
    'Milestone of a start-up: process_seen, first_connection, first_healthy_answer, model_loaded or first_real_answer; of a pod: created, scheduled, initialized, started or ready',
  role: 'leader or standby',
  event: 'Type of an event of the backend: model_loaded, vector_search, or rejected',
  result: 'ok or failed',
  cause: 'Why the leader changed: crash, release, drill or unknown',
  hash: 'First 12 characters of a SHA-256',
  provider: 'Name of the configured LLM upstream',
  model: 'Model that answered, as the provider names it',
  flow: 'Flow, chain or application that asked; from the gateway path',
  team: 'Team that asked; from a header or the configured name of its key, never the key',
  kind: 'Disjoint token kind: input, cache_read, cache_write or output; of cost also compute, the time of a self-hosted model',
  unit: 'What a rate limit counts: requests, tokens, input_tokens or output_tokens',
  objective: 'Name of a target, see OBJECTIVES',
  path: 'Path of the admin listener that was asked for',
  stage: 'Stage of measuring that failed; traffic was not touched',
  label: 'Label whose value budget ran out',
  release: 'Release of the backend as its sidecar was told: a pod-template-hash, a revision, an image tag',
  version: 'Version of the exporter',
  window: 'fast (5 minutes to 6 hours) or slow (2 hours to 3 days): how long errors are looked at',
  horizontalpodautoscaler: 'Name of a HorizontalPodAutoscaler',
  scaletargetref_kind: 'Kind of what a HorizontalPodAutoscaler scales',
  scaletargetref_name: 'Name of what a HorizontalPodAutoscaler scales',
  deployment: 'Name of a Deployment',
  statefulset: 'Name of a StatefulSet',
  replicaset: 'Name of a ReplicaSet',
  job_name: 'Name of a Job',
  pod: 'Name of a pod',
  container: 'Name of a container',
  owner_kind: 'Kind of the owner of an object',
  owner_name: 'Name of the owner of an object',
  owner_is_controller: 'true for the one owner that controls the object',
  workload_type: 'deployment, statefulset or another kind of workload, in lower case',
  lease: 'Name of a Lease',
  lease_holder: 'Identity of who holds a Lease: the name of a pod, often followed by _ and a random part',
  metric_name: 'Name of the metric that an autoscaler follows',
  metric_target_type: 'How the target of that metric is meant: value, utilization or average',
  label_scaledobject_keda_sh_name: 'Label scaledobject.keda.sh/name of an autoscaler: the ScaledObject it belongs to',
  exported_namespace: 'Namespace of the object, where the scrape does not honour the label namespace',
  scaledObject: 'Name of a ScaledObject, as KEDA writes the label',
  scaledJob: 'Name of a ScaledJob, as KEDA writes the label',
  scaledResource: 'Name of a ScaledObject or ScaledJob, as KEDA writes the label',
  resourceType: 'ScaledObject or ScaledJob',
  scaledobject: 'Name of a ScaledObject',
  metric: 'Name of the metric of a KEDA trigger, e.g. s0-prometheus',
  type: 'scaledobject or scaledjob; of objects that KEDA counts also scaled_object, scaled_job and others',
  upstream: 'Name of an upstream in the configuration of nginx',
  backend: 'Address of a server of an upstream, as VTS names it; the name of the upstream where no server was alive',
  server: 'Address of a server of an upstream, as nginx Plus names it',
  server_zone: 'Name of a server zone in the configuration of nginx Plus',
  host: 'Name of a server zone of VTS; * is the sum of all',
  code: 'Class of status codes: 1xx to 5xx; of VTS before 0.2 also total, their sum',
  backup: 'true for a server that is asked only when the others do not answer; set by the scrape',
  model_name: 'Name of the served model, as vLLM, SGLang and gateways write it',
  finished_reason: 'Why vLLM ended an answer: stop, length, abort (its client left) or error',
  err: 'Why a request to Text Generation Inference failed',
  kv_cache_block_type: 'What is told of the KV cache of TensorRT-LLM: fraction, used, free and others',
  litellm_model_name: 'Model of a deployment of LiteLLM',
  api_provider: 'Provider, as LiteLLM names it',
  model_id: 'Deployment of LiteLLM',
  team_alias: 'Name of a team of LiteLLM',
  exception_status: 'Status code with which a call to a model failed',
  gen_ai_provider_name: 'Provider, as OpenTelemetry names it',
  gen_ai_system: 'Provider, as older conventions of OpenTelemetry name it',
  gen_ai_request_model: 'Model that was asked for',
  gen_ai_response_model: 'Model that answered',
  gen_ai_operation_name: 'What was done: chat, embeddings, but also invoke_agent or execute_tool',
  gen_ai_token_type: 'input or output; of gateways also cached_input, cache_creation_input and reasoning',
  gen_ai_token_modality: 'text, image, audio and the like',
  error_type: 'Status code or class of the error with which an operation ended',
  trigger: 'What an autoscaler follows: cpu, memory, or the name of the metric of a KEDA trigger',
  condition: 'Name of a condition of the status',
  status: 'true, false or unknown; of requests their status code',
  alertname: 'Name of an alert',
  alertstate: 'pending or firing',
  severity: 'critical, warning or info',
  rule_group: 'File and name of a group of rules, as Prometheus joins them',
  group: 'Name of a group of rules, as vmalert writes it',
  bundle: 'elastiscope, on every alert of this project; the route tree is selected by it',
} as const;

export type LabelName = keyof typeof LABEL_HELP;

/** States of one instance, in the order in which lanes and legends list them. */
export const INSTANCE_STATES = ['leader', 'standby', 'ready', 'starting', 'unready', 'draining', 'down'] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];

/** States of a backend as its sidecar sees it (`backend_state`). */
export const BACKEND_STATES = ['starting', 'ready', 'unready', 'draining', 'stopped'] as const;
export type BackendState = (typeof BACKEND_STATES)[number];

/** Phases of a start-up as the sidecar sees it: until the port accepts a connection, until the first ready answer, both. */
export const STARTUP_PHASES = ['boot', 'load', 'total'] as const;
export type StartupPhase = (typeof STARTUP_PHASES)[number];

/** Milestones of a start-up in their usual order (`backend_milestone_timestamp_seconds`). */
export const MILESTONES = [
  'process_seen',
  'first_connection',
  'first_healthy_answer',
  'model_loaded',
  'first_real_answer',
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Phases of a failover: until the lease may be taken, until it is taken, until the new leader is ready, all together. */
export const FAILOVER_PHASES = ['detect', 'elect', 'take_over', 'total'] as const;
export type FailoverPhase = (typeof FAILOVER_PHASES)[number];

/** Disjoint kinds of tokens: their sum is what the provider bills, reasoning being part of output. */
export const TOKEN_KINDS = ['input', 'cache_read', 'cache_write', 'output'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** Kinds of cost: of tokens, or of the time in which a self-hosted model was busy. */
export const COST_KINDS = [...TOKEN_KINDS, 'compute'] as const;
export type CostKind = (typeof COST_KINDS)[number];
