import type { Scenario } from '../../fleet/scenarios/types';
import type { Question } from '../../fleet/scenarios/usage';
import type { SimulatedDeployment } from './deployment';
import type { SimulatedPod } from './pod';
import type { SimulatedProvider } from './provider';

/** Clients that the load generator keeps open at most. */
const MOST_OPEN = 60;
/** nginx leaves an upstream alone after this many failures, for this long (`max_fails`, `fail_timeout`). */
const MAX_FAILS = 2;
const FAIL_TIMEOUT_SECONDS = 30;
/** Upstreams one question is offered to. */
const ATTEMPTS = 3;

interface Waiting {
  readonly question: Question;
  readonly text: string;
  readonly arrivedAt: number;
}

/** What stands in front of the pods: it chooses one for each question, or lets the question wait. */
export class SimulatedFront {
  private waiting: Waiting[] = [];
  private turn = 0;
  private readonly failures = new Map<string, { count: number; pausedUntil: number }>();

  constructor(
    private readonly scenario: Scenario,
    private readonly deployment: SimulatedDeployment,
    private readonly provider: SimulatedProvider,
    private readonly holder: () => string | undefined
  ) {}

  /** Offers what waits, as soon as there is somebody to answer it, and sends away what has waited for too long. */
  advance(now: number): void {
    const { front } = this.scenario;
    const holdSeconds = front.kind === 'nginx' ? 0 : front.holdSeconds;
    const due = this.waiting.filter(({ arrivedAt }) => now - arrivedAt <= holdSeconds);
    this.waiting = due.filter((one) => !this.offer(one, now));
  }

  ask(question: Question, text: string, now: number): void {
    const { front } = this.scenario;
    let open = this.waiting.length;
    for (const pod of this.deployment.all) {
      pod.settle(now);
      open += pod.openCount;
    }
    const one = { question, text, arrivedAt: now };
    if (open >= MOST_OPEN || this.offer(one, now)) {
      return;
    }
    if (front.kind !== 'nginx' && this.waiting.length < front.holdRequests) {
      this.waiting.push(one);
    }
  }

  /** True when somebody took it or, behind nothing but the leader's address, refused it. */
  private offer({ question, text, arrivedAt }: Waiting, now: number): boolean {
    const { flow, promptTokens } = question;
    const prompt = { ...flow, promptTokens, text };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const pod = this.choose(now);
      if (!pod) {
        return false;
      }
      if (pod.acceptsSince !== undefined) {
        pod.take(question, this.provider.complete(prompt, now), arrivedAt, now);
        return true;
      }
      pod.refuse(question);
      this.fail(pod, now);
      if (this.scenario.front.kind !== 'nginx') {
        return true;
      }
    }
    return true;
  }

  private choose(now: number): SimulatedPod | undefined {
    const { front } = this.scenario;
    switch (front.kind) {
      case 'ingress':
        return this.leastLoaded(this.deployment.ready, () => 1);
      case 'leader':
        return this.deployment.current.find(({ name }) => name === this.holder());
      case 'nginx': {
        const { weights } = front;
        const pods = this.deployment.current;
        const fit = pods.filter(({ name }) => (this.failures.get(name)?.pausedUntil ?? 0) <= now);
        const main = fit.filter((pod) => pods.indexOf(pod) < weights.length);
        return this.leastLoaded(main.length > 0 ? main : fit, (pod) => weights[pods.indexOf(pod)] ?? 1);
      }
    }
  }

  /** Fewest connections for its weight; in turn where several are equal. */
  private leastLoaded(
    pods: readonly SimulatedPod[],
    weightOf: (pod: SimulatedPod) => number
  ): SimulatedPod | undefined {
    const loads = pods.map((pod) => pod.openCount / weightOf(pod));
    const least = Math.min(...loads);
    const equals = pods.filter((_, index) => loads[index] === least);
    return equals[this.turn++ % equals.length];
  }

  private fail({ name }: SimulatedPod, now: number): void {
    const count = (this.failures.get(name)?.count ?? 0) + 1;
    const isPaused = count >= MAX_FAILS;
    this.failures.set(name, { count: isPaused ? 0 : count, pausedUntil: isPaused ? now + FAIL_TIMEOUT_SECONDS : 0 });
  }
}
