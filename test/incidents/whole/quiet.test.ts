import { PROMTOOL_TIMEOUT_MS } from '../../promtool';
import { RULE_FILES } from '../../rules/bundle';
import { runIncident } from '../promtool/run';
import { EXCERPTS, HOURS } from '../weeks';
import { CALENDAR } from '../weeks/calendar';
import { eventsBetween } from '../weeks/life';
import { toSeconds } from '../time';

describe('hours of an ordinary week', () => {
  it.each([...new Set(CALENDAR.map(({ what }) => what))])('among them, one in which %s', (what) => {
    const events = HOURS.flatMap(({ from, to }) => eventsBetween(toSeconds(from), toSeconds(to)));
    expect(events.map((event) => event.what)).toContain(what);
  });

  it.each(EXCERPTS.map((excerpt) => [excerpt.name, excerpt] as const))(
    '%s: nothing fires',
    async (_name, excerpt) => {
      // One of them with the rules of all sources, also those that it has nothing of.
      const { problems } = await runIncident(excerpt, excerpt === EXCERPTS[0] ? RULE_FILES : undefined);
      expect(problems).toEqual([]);
    },
    PROMTOOL_TIMEOUT_MS
  );
});
