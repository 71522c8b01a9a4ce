import autocannon from 'autocannon';
import { cpuMicroseconds } from './process';

export interface Request {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LoadFigures {
  readonly requestsPerSecond: number;
  /** CPU time of the process under load. */
  readonly cpuMicrosecondsPerRequest: number;
}

export type LoadBound = { readonly seconds: number } | { readonly requests: number };

/** Keeps `connections` connections busy, each with one request at a time. Fails on any answer but a 2xx. */
export async function closedLoop(
  request: Request,
  pid: number,
  connections: number,
  bound: LoadBound
): Promise<LoadFigures> {
  const cpuBefore = cpuMicroseconds(pid);
  const begunAt = performance.now();
  const result = await autocannon({
    ...request,
    connections,
    ...('seconds' in bound ? { duration: bound.seconds } : { amount: bound.requests }),
  });
  const seconds = (performance.now() - begunAt) / 1000;
  const requests = result['2xx'];
  if (result.errors > 0 || result.non2xx > 0 || requests === 0) {
    throw new Error(`${request.url}: ${requests} good answers, ${result.non2xx} others, ${result.errors} errors`);
  }
  return {
    requestsPerSecond: requests / seconds,
    cpuMicrosecondsPerRequest: (cpuMicroseconds(pid) - cpuBefore) / requests,
  };
}
