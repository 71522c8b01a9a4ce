import Counter from 'prom-client/lib/counter';
import Gauge from 'prom-client/lib/gauge';
import Registry from 'prom-client/lib/registry';
import { type MetricDefinition, type MetricType, SIDECAR } from '../vocabulary';
import { copyOf, CopyableHistogram, type Family, writeText } from './exposition';
import { CAPPED_LABELS, LabelBudget, type LabelLimits } from './labelBudget';

type Definition<Type extends MetricType> = MetricDefinition & { readonly type: Type };
export type LabelsOf<D extends MetricDefinition> = Readonly<Record<D['labels'][number], string>>;

/** Where measuring can fail; `stage` of `elastiscope_capture_errors_total`. */
export const CAPTURE_STAGES = [
  'inbound',
  'request_head',
  'request_body',
  'answer_head',
  'answer_body',
  'decode',
  'record',
] as const;
export type CaptureStage = (typeof CAPTURE_STAGES)[number];

const DEFAULT_LIMITS: LabelLimits = { values: 100, sets: 1000 };

/** Upper bounds in seconds; +Inf is implied. Few, because each is a series for each label set. */
export const BUCKETS: Readonly<Record<string, number[]>> = {
  [SIDECAR.httpRequestDuration.name]: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 30, 60, 300],
  [SIDECAR.llmRequestDuration.name]: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300],
  [SIDECAR.llmTimeToFirstToken.name]: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  // Those of OpenTelemetry's gen_ai.server.time_per_output_token, of which the slowest two are left out.
  [SIDECAR.llmTimePerOutputToken.name]: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1],
  [SIDECAR.vectorSearchDuration.name]: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
};

/**
 * The metrics of this process: exactly those of the vocabulary. Counters without labels begin at 0; gauges are absent
 * until something is known.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly counters = new Map<string, Counter>();
  private readonly gauges = new Map<string, Gauge>();
  private readonly histograms = new Map<string, CopyableHistogram>();
  private readonly families: Family[] = [];
  private readonly beforeScrape: Array<() => void> = [];
  private readonly budget: LabelBudget;

  constructor(limits: LabelLimits = DEFAULT_LIMITS) {
    this.budget = new LabelBudget(
      limits,
      (label) => this.inc(SIDECAR.labelOverflow, { label }),
      (metric, labels) =>
        (this.counters.get(metric) ?? this.gauges.get(metric) ?? this.histograms.get(metric))?.remove(labels)
    );
    for (const definition of Object.values(SIDECAR)) {
      this.create(definition);
    }
    CAPTURE_STAGES.forEach((stage) => this.inc(SIDECAR.captureErrors, { stage }, 0));
    CAPPED_LABELS.forEach((label) => this.inc(SIDECAR.labelOverflow, { label }, 0));
  }

  /** The labels that values are recorded under: the same, or with `other` for what found no room. */
  admit<D extends MetricDefinition>({ name }: D, labels: LabelsOf<D>): Readonly<Record<string, string>> {
    return this.budget.admit(name, labels);
  }

  /** A value of a label that comes from traffic, as it may be recorded while so much of its room is taken. */
  valueWithin(label: string, value: string, share: number): string {
    return this.budget.valueWithin(label, value, share);
  }

  inc<D extends Definition<'counter'>>(definition: D, labels: LabelsOf<D>, by = 1): void {
    this.counters.get(definition.name)?.inc(this.budget.admit(definition.name, labels), by);
  }

  set<D extends Definition<'gauge'>>(definition: D, labels: LabelsOf<D>, value: number): void {
    this.gauges.get(definition.name)?.set(this.budget.admit(definition.name, labels), value);
  }

  /** Takes a gauge away again, for values that are no longer known. */
  forget<D extends Definition<'gauge'>>(definition: D, labels: LabelsOf<D>): void {
    this.gauges.get(definition.name)?.remove(this.budget.admit(definition.name, labels));
  }

  observe<D extends Definition<'histogram'>>(definition: D, labels: LabelsOf<D>, value: number): void {
    this.histograms.get(definition.name)?.observe(this.budget.admit(definition.name, labels), value);
  }

  /** Runs `measure`; a fault in it is counted and goes no further, so that traffic never notices. False after a fault. */
  guard(stage: CaptureStage, measure: () => void): boolean {
    try {
      measure();
      return true;
    } catch {
      this.inc(SIDECAR.captureErrors, { stage });
      return false;
    }
  }

  /** Registers something that brings gauges up to date just before each scrape. */
  onScrape(update: () => void): void {
    this.beforeScrape.push(update);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The exposition text. */
  async scrape(): Promise<string> {
    this.beforeScrape.forEach((update) => update());
    return writeText(this.families);
  }

  private create({ name, type, labels, help }: MetricDefinition): void {
    const options = { name, help, labelNames: [...labels], registers: [this.registry] };
    if (type === 'counter') {
      const counter = new Counter(options);
      this.counters.set(name, counter);
      this.families.push({ name, type, help, bounds: [], snapshot: () => copyOf(counter) });
    } else if (type === 'histogram') {
      const bounds = BUCKETS[name];
      const histogram = new CopyableHistogram({ ...options, buckets: bounds });
      this.histograms.set(name, histogram);
      this.families.push({ name, type, help, bounds, snapshot: async () => histogram.copy(bounds) });
    } else {
      const gauge = new Gauge(options);
      if (labels.length === 0) {
        // prom-client begins such gauges at 0.
        gauge.remove();
      }
      this.gauges.set(name, gauge);
      this.families.push({ name, type, help, bounds: [], snapshot: () => copyOf(gauge) });
    }
  }
}
