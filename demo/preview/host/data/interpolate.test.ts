import { forPromql, forText, interpolate, type VariableLookup } from './interpolate';

const VALUES: Readonly<Record<string, string | readonly string[]>> = {
  one: 'langflow',
  list: ['langflow', 'kotaemon-zero'],
  single: ['chat.chat'],
  all: '.*',
  quote: 'a"b\\c',
  none: [],
};
const lookup: VariableLookup = (name) => VALUES[name];

describe('a query with variables', () => {
  it.each([
    ['one value stands as it is', '{w="$one"}', '{w="langflow"}'],
    ['several values are alternatives', '{w=~"$list"}', '{w=~"(langflow|kotaemon-zero)"}'],
    ['a chosen value is no pattern', '{w=~"$single"}', '{w=~"chat\\\\.chat"}'],
    ['All stays a pattern', '{w=~"${all}"}', '{w=~".*"}'],
    ['quotes do not end the string', '{w="$quote"}', '{w="a\\"b\\\\c"}'],
    ['old references are known', '{w="[[one]]"}', '{w="langflow"}'],
    [
      'a format in the reference wins',
      '${list:csv} ${list:pipe} ${list:json}',
      'langflow,kotaemon-zero langflow|kotaemon-zero ["langflow","kotaemon-zero"]',
    ],
    ['an unknown name stays', 'x[$__interval] ${nobody:raw}', 'x[$__interval] ${nobody:raw}'],
    ['a regular expression keeps its end', '{w=~"^a$"}', '{w=~"^a$"}'],
  ])('%s', (_, text, expected) => {
    expect(interpolate(text, lookup, forPromql)).toBe(expected);
  });

  it('reads as a list in a title', () => {
    expect(interpolate('Load of $list', lookup, forText)).toBe('Load of langflow, kotaemon-zero');
  });
});
