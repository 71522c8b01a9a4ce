/** @jest-environment node */
import { Questions } from './questions';

type Step = readonly [what: 'joined' | 'completed', session: string, event: string, atSeconds: number];

function measure(steps: readonly Step[]) {
  const seconds: number[] = [];
  const questions = new Questions((each) => seconds.push(each));
  for (const [what, session, event, at] of steps) {
    if (what === 'joined') {
      questions.joined(session, event, at * 1000, at * 1000);
    } else {
      questions.completed(session, event, at * 1000);
    }
  }
  return { seconds, open: questions.openCount };
}

describe('Questions', () => {
  it.each<[string, readonly Step[], number[], number]>([
    [
      'one question',
      [
        ['joined', 's', 'a', 10],
        ['completed', 's', 'a', 14],
      ],
      [4],
      0,
    ],
    [
      'several of one session, over in another order',
      [
        ['joined', 's', 'a', 0],
        ['joined', 's', 'b', 1],
        ['completed', 's', 'b', 3],
        ['completed', 's', 'a', 9],
      ],
      [2, 9],
      0,
    ],
    [
      'over before the answer to the join was read',
      [
        ['completed', 's', 'a', 5],
        ['joined', 's', 'a', 5],
      ],
      [0],
      0,
    ],
    [
      'the same event of another session is another question',
      [
        ['joined', 's', 'a', 0],
        ['completed', 't', 'a', 5],
      ],
      [],
      2,
    ],
    ['nobody listens', [['joined', 's', 'a', 0]], [], 1],
    [
      'told twice, measured once',
      [
        ['joined', 's', 'a', 0],
        ['completed', 's', 'a', 5],
        ['completed', 's', 'a', 6],
      ],
      [5],
      1,
    ],
    [
      'forgotten after an hour',
      [
        ['joined', 's', 'a', 0],
        ['joined', 's', 'b', 3601],
        ['completed', 's', 'a', 3602],
      ],
      [],
      2,
    ],
  ])('%s', (_, steps, seconds, open) => {
    expect(measure(steps)).toEqual({ seconds, open });
  });

  it('stays bounded when questions are put in that nobody fetches', () => {
    const steps = Array.from({ length: 50_000 }, (_, i): Step => ['joined', 's', String(i), i / 1000]);
    const last: Step = ['completed', 's', '49999', 60];
    const { seconds, open } = measure([...steps, last]);
    expect([seconds.length, open]).toEqual([1, 9_999]);
  });
});
