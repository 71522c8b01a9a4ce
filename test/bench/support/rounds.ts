import { median } from './statistics';

/** Measures one of the rivals for one round. */
export type Measure<Figures> = () => Promise<Figures>;

/**
 * Measures rivals in turn, A B A B …, so that whatever else the machine does hits them alike. A first round warms them
 * up and is thrown away.
 */
export async function alternate<Name extends string, Figures>(
  rounds: number,
  rivals: Readonly<Record<Name, Measure<Figures>>>,
  progress: (line: string) => void
): Promise<Array<Readonly<Record<Name, Figures>>>> {
  const names = Object.keys(rivals) as Name[];
  const result: Array<Record<Name, Figures>> = [];
  for (let round = 0; round <= rounds; round++) {
    const figures: Partial<Record<Name, Figures>> = {};
    for (const name of names) {
      figures[name] = await rivals[name]();
    }
    if (round > 0) {
      progress(`round ${round} of ${rounds}`);
      result.push(figures as Record<Name, Figures>);
    }
  }
  return result;
}

/** Median of a figure over all rounds. */
export function over<Round>(rounds: readonly Round[], figure: (round: Round) => number): number {
  return median(rounds.map(figure));
}
