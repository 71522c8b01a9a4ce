import { runIncident } from './promtool/run';
import { EXCERPTS } from './weeks';

describe('hours of an ordinary week', () => {
  it.each(EXCERPTS.map((excerpt) => [excerpt.name, excerpt] as const))('%s: nothing fires', async (_name, excerpt) => {
    const { problems } = await runIncident(excerpt);
    expect(problems).toEqual([]);
  });
});
