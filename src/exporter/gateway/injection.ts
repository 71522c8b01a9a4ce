import type { Provider } from '../config';
import type { Question } from './requestBody';

/** Paths whose streams know `stream_options`: chat completions and completions. */
const STREAMS_WITH_OPTIONS = /\/completions$/;

/** What a server answers to a field that it does not know. */
export const REFUSALS: ReadonlySet<number | undefined> = new Set([400, 422]);

/** More models than any provider has; beyond it a refusal is found out anew each time. */
const MOST_REMEMBERED = 1000;

/** Decides which streams the gateway asks for usage, and remembers who did not understand. */
export class UsageInjection {
  private readonly refusing = new Set<string>();

  constructor(private readonly enabled: boolean) {}

  /** Whether to ask: only where the client has said nothing about it and nobody has refused it yet. */
  wanted(provider: Provider, path: string, question: Question | undefined): boolean {
    return (
      this.enabled &&
      question?.stream === true &&
      !question.hasStreamOptions &&
      STREAMS_WITH_OPTIONS.test(path) &&
      !this.refusing.has(keyOf(provider, question.model))
    );
  }

  /** The same request was answered once it did not ask for usage any more. */
  wasRefused(provider: Provider, model: string | undefined): void {
    if (this.refusing.size < MOST_REMEMBERED) {
      this.refusing.add(keyOf(provider, model));
    }
  }
}

function keyOf({ name }: Provider, model = ''): string {
  return `${name} ${model}`;
}
