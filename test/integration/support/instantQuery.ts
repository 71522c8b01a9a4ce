/** One series of an instant query. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface QueryAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data?: {
    readonly result: ReadonlyArray<{
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }>;
  };
}

/** Asks a Prometheus for the value of an expression now, or at `atSeconds`. */
export async function instantQuery(prometheus: string, expr: string, atSeconds?: number): Promise<Sample[]> {
  const parameters = new URLSearchParams({ query: expr, ...(atSeconds !== undefined && { time: `${atSeconds}` }) });
  const response = await fetch(`${prometheus}/api/v1/query?${parameters}`);
  const answer: QueryAnswer = await response.json();
  if (answer.status !== 'success' || !answer.data) {
    throw new Error(`${expr}: ${answer.error ?? response.statusText}`);
  }
  return answer.data.result.map(({ metric, value: [, text] }) => ({ labels: metric, value: Number(text) }));
}

/** The one value of an expression; `undefined` while there is none. */
export async function scalarQuery(prometheus: string, expr: string): Promise<number | undefined> {
  const samples = await instantQuery(prometheus, expr);
  if (samples.length > 1) {
    throw new Error(`${expr}: ${samples.length} series, expected one`);
  }
  return samples[0]?.value;
}
