/** @jest-environment node */
import { createHash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { createTeamOf } from './team';

const KEY = 'sk-search';
const hash = createHash('sha256').update(KEY).digest('hex');

function request(headers: Readonly<Record<string, string>>, url = '/openai/v1/chat/completions'): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  Object.assign(message.headers, headers);
  message.url = url;
  return message;
}

describe('createTeamOf', () => {
  const teamOf = createTeamOf(new Map([[hash.slice(0, 8), 'search']]));

  it.each([
    ['a name in the header', request({ 'x-elastiscope-team': ' red ' }), 'red'],
    ['a name in the header before the key', request({ 'x-elastiscope-team': 'red', 'x-api-key': KEY }), 'red'],
    ['an empty name: the key', request({ 'x-elastiscope-team': '  ', 'x-api-key': KEY }), 'search'],
    ['OpenAI', request({ authorization: `Bearer ${KEY}` }), 'search'],
    ['OpenAI, written otherwise', request({ authorization: `bearer  ${KEY} ` }), 'search'],
    ['Anthropic', request({ 'x-api-key': KEY }), 'search'],
    ['Azure', request({ 'api-key': KEY }), 'search'],
    ['Gemini', request({ 'x-goog-api-key': KEY }), 'search'],
    ['Gemini, in the query', request({}, `/google/v1beta/models/x:generate?alt=sse&key=${KEY}`), 'search'],
    ['a key that nobody configured', request({ authorization: 'Bearer sk-other' }), 'none'],
    ['another scheme', request({ authorization: `Basic ${KEY}` }), 'none'],
    ['a scheme without a key', request({ authorization: 'Bearer ' }), 'none'],
    ['no key', request({}), 'none'],
    ['a query that cannot be decoded', request({}, '/google/x?key=%E0%A4%A'), 'none'],
    ['control characters', request({ 'x-elastiscope-team': 'r\u0000e\td\u0085' }), 'red'],
  ])('%s', (_, asked, team) => {
    expect(teamOf(asked)).toBe(team);
  });

  it('takes the longest beginning that fits', () => {
    const nested = createTeamOf(
      new Map([
        [hash.slice(0, 8), 'department'],
        [hash, 'search'],
        [`${hash.slice(0, 8)}${'0'.repeat(8)}`, 'neighbour'],
      ])
    );
    expect(nested(request({ 'x-api-key': KEY }))).toBe('search');
    expect(nested(request({ 'x-api-key': 'sk-elsewhere' }))).toBe('none');
  });

  it('keeps long names short', () => {
    expect(teamOf(request({ 'x-elastiscope-team': 'x'.repeat(10_000) }))).toHaveLength(100);
  });

  it('knows nobody by key when no team is configured', () => {
    expect(createTeamOf(new Map())(request({ 'x-api-key': KEY }))).toBe('none');
  });
});
