import { WORKLOAD, type PanelQuery } from '../vocabulary';
import { workloadMatchers } from './matchers';

/** Why a panel has nothing to show. */
export interface Diagnosis {
  /** What is the case. */
  readonly title: string;
  /** What to do. */
  readonly hint: string;
  /** Text to copy or to compare: queries, the message of an error. */
  readonly details?: string;
}

/** What the panel asked, and what it can read. */
export interface Question {
  /** The queries of the panel as the user has them. */
  readonly queries: ReadonlyArray<{ readonly refId: string; readonly expr: string }>;
  /** The inputs that the panel finds by refId. */
  readonly inputs: readonly PanelQuery[];
  /** What to do when the workload is known but says nothing about these inputs. */
  readonly advice: string;
}

/** The panel's data source, as far as finding out what is missing goes. All questions are about the panel's time range. */
export interface SourceProbe {
  readonly name: string;
  /** Plugin id. */
  readonly type: string;
  /** Whether an expression has any series; rejects when it cannot be asked. */
  hasSeries(expr: string): Promise<boolean>;
  /** Whether a recording rule is loaded; `undefined` where the data source does not tell its rules. */
  hasRule(record: string): Promise<boolean | undefined>;
  /** A text with the dashboard's variables filled in. */
  resolve(text: string): string;
}

/** Data source plugins that speak PromQL. */
const PROMETHEUS_TYPES = [
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
] as const;

const INFO = WORKLOAD.info.name;

/** Finds the first reason, in the order in which somebody would look, why a panel is empty. */
export async function diagnose(question: Question, source: SourceProbe | undefined): Promise<Diagnosis> {
  return diagnoseQueries(question) ?? diagnoseType(source) ?? (await diagnoseSeries(question, source));
}

function diagnoseQueries({ queries, inputs }: Question): Diagnosis | undefined {
  const known = inputs.map(({ refId }) => refId);
  const details = inputs.map(({ refId, expr }) => `${refId}:  ${expr}`).join('\n');
  if (queries.length === 0) {
    return { title: 'This panel has no query', hint: 'Add queries with these names.', details };
  }
  if (!queries.some(({ refId }) => known.includes(refId))) {
    return {
      title: 'No query has a name that this panel knows',
      hint: `It finds its inputs by the name (refId) of the query. Rename yours (${queries.map(({ refId }) => refId).join(', ')}) to the ones below, or copy these.`,
      details,
    };
  }
  return undefined;
}

function diagnoseType(source: SourceProbe | undefined): Diagnosis | undefined {
  if (source === undefined) {
    return {
      title: 'The data source of this panel does not exist',
      hint: 'Choose a Prometheus data source in the dashboard’s variable, or in the panel’s queries.',
    };
  }
  if (!PROMETHEUS_TYPES.some((type) => type === source.type)) {
    return {
      title: `“${source.name}” is not a Prometheus data source`,
      hint: `It is of type ${source.type}. Choose one that speaks PromQL: Prometheus, Mimir, Thanos or VictoriaMetrics.`,
    };
  }
  return undefined;
}

async function diagnoseSeries(question: Question, source: SourceProbe | undefined): Promise<Diagnosis> {
  const matchers = [...new Set(question.queries.flatMap(({ expr }) => workloadMatchers(expr)))].join(', ');
  try {
    if (source !== undefined && !(await source.hasSeries(`group(${INFO})`))) {
      return diagnoseRules(source);
    }
    if (source !== undefined && matchers !== '' && !(await source.hasSeries(`group(${INFO}{${matchers}})`))) {
      return {
        title: 'This workload is not known in this time range',
        hint: 'Choose another cluster, namespace or workload, or a time range in which it ran.',
        details: source.resolve(matchers),
      };
    }
  } catch (error) {
    return {
      title: `“${source?.name}” does not answer`,
      hint: 'Check that Prometheus runs, and the address in the settings of the data source.',
      details: error instanceof Error ? error.message : String(error),
    };
  }
  return {
    title: 'No data for this panel in this time range',
    hint: question.advice,
    details: question.queries.map(({ refId, expr }) => `${refId}:  ${source?.resolve(expr)}`).join('\n'),
  };
}

async function diagnoseRules(source: SourceProbe): Promise<Diagnosis> {
  const loaded = await source.hasRule(INFO);
  if (loaded === true) {
    return {
      title: 'No workload is known in this time range',
      hint: 'Elastiscope’s rules are loaded, but nothing feeds them. Check that Prometheus scrapes the sidecars or kube-state-metrics, and that the scrape sets the labels cluster, namespace and workload.',
      details: INFO,
    };
  }
  return {
    title: loaded === false ? 'Elastiscope’s rules are not loaded' : 'No series of Elastiscope in this time range',
    hint: `Add the files of alerts/rules/ to rule_files of the Prometheus behind “${source.name}” and reload it. The first values are there a minute later.`,
    details: INFO,
  };
}
