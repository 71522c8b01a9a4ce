import type { PanelQuery } from '../vocabulary';
import { diagnose, type Question, type SourceProbe } from './diagnose';

const INPUTS: PanelQuery[] = [
  { refId: 'current', expr: 'workload:replicas_current{workload=~"$workload"}', legend: '', help: '' },
];
const QUESTION: Question = { queries: INPUTS, inputs: INPUTS, advice: 'Scrape kube-state-metrics.' };

const source = (over: Partial<SourceProbe> = {}): SourceProbe => ({
  name: 'Prom',
  type: 'prometheus',
  hasSeries: async () => true,
  hasRule: async () => undefined,
  resolve: (text) => text.replace('$workload', 'langflow'),
  ...over,
});

describe('diagnose', () => {
  it.each<[string, Question, SourceProbe | undefined, string]>([
    ['a panel without queries', { ...QUESTION, queries: [] }, source(), 'This panel has no query'],
    [
      'queries under other names',
      { ...QUESTION, queries: [{ refId: 'A', expr: 'up' }] },
      source(),
      'No query has a name that this panel knows',
    ],
    ['a data source that was deleted', QUESTION, undefined, 'The data source of this panel does not exist'],
    ['a data source of another kind', QUESTION, source({ type: 'loki' }), '“Prom” is not a Prometheus data source'],
    [
      'a Prometheus that is down',
      QUESTION,
      source({ hasSeries: () => Promise.reject(new Error('connection refused')) }),
      '“Prom” does not answer',
    ],
    [
      'a Prometheus without our rules',
      QUESTION,
      source({ hasSeries: async () => false, hasRule: async () => false }),
      'Elastiscope’s rules are not loaded',
    ],
    [
      'a Prometheus that does not tell its rules',
      QUESTION,
      source({ hasSeries: async () => false }),
      'No series of Elastiscope in this time range',
    ],
    [
      'rules that nothing feeds',
      QUESTION,
      source({ hasSeries: async () => false, hasRule: async () => true }),
      'No workload is known in this time range',
    ],
    [
      'a workload that vanished',
      QUESTION,
      source({ hasSeries: async (expr) => expr === 'group(workload:info)' }),
      'This workload is not known in this time range',
    ],
    ['a known workload without this input', QUESTION, source(), 'No data for this panel in this time range'],
  ])('recognises %s, and says what to do', async (_, question, probe, title) => {
    const diagnosis = await diagnose(question, probe);
    expect(diagnosis.title).toBe(title);
    expect(diagnosis.hint).not.toBe('');
  });

  it('asks for the workload with the matchers of the panel’s own query', async () => {
    const asked: string[] = [];
    const hasSeries = async (expr: string) => asked.push(expr) > 0;
    await diagnose(QUESTION, source({ hasSeries }));
    expect(asked).toEqual(['group(workload:info)', 'group(workload:info{workload=~"$workload"})']);
  });

  it('asks nothing about a workload when the query names none', async () => {
    const asked: string[] = [];
    const hasSeries = async (expr: string) => asked.push(expr) > 0;
    await diagnose({ ...QUESTION, queries: [{ refId: 'current', expr: 'up' }] }, source({ hasSeries }));
    expect(asked).toEqual(['group(workload:info)']);
  });

  it('names the workload that it looked for, not the variable', async () => {
    const unknown = source({ hasSeries: async (expr) => expr === 'group(workload:info)' });
    expect((await diagnose(QUESTION, unknown)).details).toBe('workload=~"langflow"');
    expect((await diagnose(QUESTION, source())).details).toBe(
      'current:  workload:replicas_current{workload=~"langflow"}'
    );
  });

  it('shows the message of Prometheus, and the queries to copy', async () => {
    const down = source({ hasSeries: () => Promise.reject(new Error('connection refused')) });
    expect((await diagnose(QUESTION, down)).details).toBe('connection refused');
    expect((await diagnose({ ...QUESTION, queries: [] }, source())).details).toContain(INPUTS[0].expr);
  });
});
