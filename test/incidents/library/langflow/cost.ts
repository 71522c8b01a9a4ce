import { calls, type CallsStory } from '../../blocks/llm';
import { sidecar } from '../../blocks/sidecar';
import type { Incident } from '../../incident';
import type { SourceSeries } from '../../series/source';
import { steps } from '../../series/timeline';

/** One replica whose calls cost something, against budgets of its own. */
function spending(story: CallsStory, usdPerDay: number, usdPerMonth: number): SourceSeries[] {
  return sidecar('langflow', 'langflow-a', {
    requestsPerSecond: 1,
    targets: { budget_usd_per_day: usdPerDay, budget_usd_per_month: usdPerMonth },
    more: calls(story),
  });
}

export const cost: readonly Incident[] = [
  {
    name: 'agent-loops',
    system: 'langflow',
    story: 'An agent asks itself the same question without end and spends 60 USD an hour, of 1,000 a month.',
    duration: '3h20m',
    begins: '30m',
    series: () => spending({ usdPerHour: steps({ '0m': 1, '30m': 60 }) }, 1000, 1000),
    fires: [
      { alert: 'ElastiscopeBudgetBurnFast', within: '1h' },
      { alert: 'ElastiscopeBudgetBurnSlow', within: '2h40m' },
    ],
  },
  {
    name: 'day-budget-spent',
    system: 'langflow',
    story: 'A batch that was meant for the night runs by day: before noon the 100 USD of the day are spent.',
    duration: '1h40m',
    begins: '20m',
    series: () => spending({ usdPerHour: steps({ '0m': 5, '20m': 120 }) }, 100, 20_000),
    fires: [{ alert: 'ElastiscopeDailyBudgetSpent', within: '1h' }],
  },
  {
    name: 'month-budget-spent',
    system: 'langflow',
    story: 'The budget of the month was set to a tenth of what the team needs, by a slip of the pen.',
    duration: '1h20m',
    series: () => spending({ usdPerHour: 40 }, 1000, 40),
    fires: [{ alert: 'ElastiscopeBudgetSpent', within: '1h10m' }],
    // Spent at once, it also burnt.
    mayFire: ['ElastiscopeBudgetBurnFast', 'ElastiscopeBudgetBurnSlow'],
  },
  {
    name: 'month-will-not-do',
    system: 'langflow',
    story: 'Two USD an hour, day and night, against 1,000 a month: nobody sees it on any single day.',
    duration: '26h',
    // The forecast is a mean over the minutes that are seen, be they one in four.
    evaluation: '4m',
    series: () => spending({ usdPerHour: 2 }, 100, 1000).filter(({ name }) => !name.startsWith('http_')),
    fires: [{ alert: 'ElastiscopeBudgetForecastOver', within: '25h' }],
    silent: ['ElastiscopeBudgetBurnFast', 'ElastiscopeBudgetBurnSlow', 'ElastiscopeDailyBudgetSpent'],
  },
  {
    name: 'working-day',
    system: 'langflow',
    story:
      "A working day's whole share of the budget is spent in six busy hours, the first that the rules see: no forecast.",
    duration: '8h',
    series: () =>
      spending({ usdPerHour: steps({ '0m': 0, '1h': 8, '7h': 0 }) }, 60, 1050).filter(
        ({ name }) => !name.startsWith('http_')
      ),
    fires: [],
    silent: [
      'ElastiscopeBudgetBurnFast',
      'ElastiscopeBudgetBurnSlow',
      'ElastiscopeBudgetForecastOver',
      'ElastiscopeDailyBudgetSpent',
    ],
  },
  {
    name: 'new-model-without-price',
    system: 'langflow',
    story: 'A flow moves to a model of last week that is in no price table.',
    duration: '30m',
    begins: '10m',
    series: () =>
      sidecar('langflow', 'langflow-a', {
        requestsPerSecond: 1,
        more: [
          ...calls(),
          ...calls({ model: 'gpt-next', hasPrice: false, callsPerSecond: steps({ '0m': 0, '10m': 0.2 }) }),
        ],
      }),
    fires: [{ alert: 'ElastiscopeTokensUnpriced', within: '6m' }],
  },
  {
    name: 'prices-of-last-winter',
    system: 'langflow',
    story: 'The exporter was not updated since last winter, and its prices are older than half a year.',
    duration: '30m',
    series: () =>
      sidecar('langflow', 'langflow-a', {
        requestsPerSecond: 1,
        more: calls({ priceAgeSeconds: 190 * 86_400 }),
      }),
    fires: [{ alert: 'ElastiscopePricesOld', labels: { namespace: '*', workload: '*' }, within: '6m' }],
  },
];
