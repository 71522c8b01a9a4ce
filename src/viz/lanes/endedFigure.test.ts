import { figuresOfEnded } from './endedFigure';

const AT = Date.parse('2026-11-16T15:57:00Z');
const FIGURES = [
  { label: 'Failovers', value: '0', help: '' },
  { label: 'Two leaders', value: 'never', help: '', verdict: 'good' },
  { label: 'Over target', value: '1 of 2', help: '', verdict: 'bad' },
] as const;

it('figures of data that go on stay as they are', () => {
  expect(figuresOfEnded(FIGURES, undefined, AT, 'utc')).toEqual(FIGURES);
});

it('figures of data that ended say when, and call nothing good', () => {
  const shown = figuresOfEnded(FIGURES, AT, AT + 60_000, 'utc');
  expect(shown[0]).toMatchObject({ label: 'Data ended', value: '15:57', verdict: 'bad' });
  expect(shown.slice(1).map(({ label, verdict }) => [label, verdict])).toEqual([
    ['Failovers', undefined],
    ['Two leaders', undefined],
    ['Over target', 'bad'],
  ]);
});
