/** @jest-environment node */
import { EventError, parseEvents } from './backendEvent';

const MODEL = '{"type":"model_loaded","seconds":12.5,"model":"qwen2.5"}';
const SEARCH = '{"type":"vector_search","seconds":0.02}';

it.each([
  ['a loaded model', MODEL, [{ type: 'model_loaded', seconds: 12.5, model: 'qwen2.5' }]],
  ['a model without a name', '{"seconds":0,"type":"model_loaded"}', [{ type: 'model_loaded', seconds: 0 }]],
  ['a search', SEARCH, [{ type: 'vector_search', seconds: 0.02 }]],
  ['several', `[${SEARCH},${SEARCH}]`, Array(2).fill({ type: 'vector_search', seconds: 0.02 })],
  [
    'as many as allowed',
    `[${Array(100).fill(SEARCH).join()}]`,
    Array(100).fill({ type: 'vector_search', seconds: 0.02 }),
  ],
  ['none, from a batch that was empty', '[]', []],
  ['a whole day', '{"type":"model_loaded","seconds":86400}', [{ type: 'model_loaded', seconds: 86_400 }]],
])('takes %s', (_, text, events) => {
  expect(parseEvents(text)).toEqual(events);
});

it.each([
  ['nothing', '', 'the body is not JSON; send one event, or an array of events'],
  ['half a document', '{"type":', 'the body is not JSON; send one event, or an array of events'],
  [
    'what only JavaScript can read',
    '{type:"vector_search"}',
    'the body is not JSON; send one event, or an array of events',
  ],
  ['NaN', '{"type":"vector_search","seconds":NaN}', 'the body is not JSON; send one event, or an array of events'],
  ['no object', '3', 'the event: 3 is not an object; send e.g. {"type":"vector_search","seconds":0.02}'],
  ['null', '[null]', 'event 1: null is not an object; send e.g. {"type":"vector_search","seconds":0.02}'],
  [
    'an array in an array',
    `[${SEARCH},[]]`,
    'event 2: an array is not an object; send e.g. {"type":"vector_search","seconds":0.02}',
  ],
  ['too many', `[${Array(101).fill(SEARCH).join()}]`, '101 events; send at most 100 at a time'],
  ['no type', '{"seconds":1}', 'the event: type: nothing is not known; use model_loaded or vector_search'],
  [
    'an unknown type',
    '{"type":"rejected","seconds":1}',
    'the event: type: "rejected" is not known; use model_loaded or vector_search',
  ],
  [
    'a type of every object',
    '{"type":"constructor","seconds":1}',
    'the event: type: "constructor" is not known; use model_loaded or vector_search',
  ],
  [
    'an unknown field',
    '{"type":"vector_search","seconds":1,"model":"m"}',
    'the event: "model" is no field of vector_search; it has type, seconds',
  ],
  [
    'a prototype',
    '{"type":"vector_search","seconds":1,"__proto__":{"x":1}}',
    'the event: "__proto__" is no field of vector_search; it has type, seconds',
  ],
  ['no seconds', '{"type":"vector_search"}', 'the event: seconds: nothing is not a number from 0 to 86400'],
  [
    'seconds in quotes',
    '{"type":"vector_search","seconds":"1"}',
    'the event: seconds: "1" is not a number from 0 to 86400',
  ],
  [
    'seconds below 0',
    '{"type":"vector_search","seconds":-0.1}',
    'the event: seconds: -0.1 is not a number from 0 to 86400',
  ],
  [
    'more than a day',
    '{"type":"vector_search","seconds":86401}',
    'the event: seconds: 86401 is not a number from 0 to 86400',
  ],
  [
    'seconds beyond all numbers',
    '{"type":"vector_search","seconds":1e999}',
    'the event: seconds: Infinity is not a number from 0 to 86400',
  ],
  [
    'an empty model',
    '{"type":"model_loaded","seconds":1,"model":""}',
    'the event: model: "" is not a name of 1 to 200 characters',
  ],
  [
    'no text as model',
    '{"type":"model_loaded","seconds":1,"model":{"a":1}}',
    'the event: model: an object is not a name of 1 to 200 characters',
  ],
  [
    'a model of null',
    '{"type":"model_loaded","seconds":1,"model":null}',
    'the event: model: null is not a name of 1 to 200 characters',
  ],
])('refuses %s', (_, text, message) => {
  expect(() => parseEvents(text)).toThrow(new EventError(message));
});

it('quotes only the beginning of what is long', () => {
  const read = () => parseEvents(JSON.stringify({ type: 'x'.repeat(10_000), seconds: 1 }));
  expect(read).toThrow(`the event: type: "${'x'.repeat(39)}… is not known`);
});

it('survives deep nesting', () => {
  const depth = 8000;
  expect(() => parseEvents('['.repeat(depth) + ']'.repeat(depth))).toThrow('event 1: an array is not an object');
});
