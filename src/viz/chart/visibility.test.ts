import { clickLegend } from './visibility';

const ALL = ['a', 'b', 'c'];

describe('clickLegend', () => {
  it.each<[string, string[], string, boolean, string[]]>([
    ['shows one alone', [], 'b', false, ['a', 'c']],
    ['moves on to another one alone', ['a', 'c'], 'c', false, ['a', 'b']],
    ['brings all back from the one shown alone', ['a', 'c'], 'b', false, []],
    ['hides just one', [], 'b', true, ['b']],
    ['shows just one again', ['a', 'b'], 'b', true, ['a']],
  ])('%s', (_, hidden, clicked, justThisOne, expected) => {
    expect([...clickLegend(new Set(hidden), clicked, ALL, justThisOne)]).toEqual(expected);
  });
});
