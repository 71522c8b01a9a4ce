import { ASK } from '../../../demo/fleet/load/ask';
import { keepAliveAgent } from '../../../demo/fleet/net/request';
import type { Workload } from '../../../demo/fleet/workload';

const PATIENCE_MS = 240_000;

/** Asks each flow of a workload so many times, all at once. Resolves, when all are over, with how many were answered. */
export async function askFlows({ scenario, front }: Workload, times: number): Promise<number> {
  const agent = keepAliveAgent();
  const questions = Array.from({ length: times }, () => scenario.flows).flat();
  const asked = questions.map((flow, index) =>
    ASK[scenario.profile]({
      url: front.url,
      agent,
      id: `${scenario.name}-asked-${Date.now()}-${index}`,
      question: { team: 'on-call', flow, promptTokens: flow.promptTokens[0] },
      signal: AbortSignal.timeout(PATIENCE_MS),
      onStatus: () => undefined,
    })
  );
  const outcomes = await Promise.allSettled(asked);
  agent.destroy();
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}
