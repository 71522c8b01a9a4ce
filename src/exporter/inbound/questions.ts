/** Questions whose other half is awaited at one time; the oldest ones give way and are not measured. */
const MOST_OPEN = 10_000;
/** How long the other half is awaited. Whoever has not listened until then never will. */
const EXPIRY_MS = 3_600_000;

/** What is known of a question: when it was put in, or (if its end was seen first) when it was over. */
interface Half {
  readonly joinedAt?: number;
  readonly completedAt?: number;
  readonly seenAt: number;
}

/**
 * Measures questions that take two requests: from the one that puts it in to the event, in the other, that says it is
 * over. The two are seen in any order. Times are milliseconds of performance.now().
 */
export class Questions {
  /** In the order in which they were first seen. */
  private readonly open = new Map<string, Half>();

  /** `measured` is told how long each question took, in seconds. */
  constructor(private readonly measured: (seconds: number) => void) {}

  get openCount(): number {
    return this.open.size;
  }

  joined(session: string, eventId: string, joinedAt: number, now: number): void {
    const key = keyOf(session, eventId);
    const completedAt = this.open.get(key)?.completedAt;
    this.settle(key, joinedAt, completedAt, now);
  }

  completed(session: string, eventId: string, now: number): void {
    const key = keyOf(session, eventId);
    this.settle(key, this.open.get(key)?.joinedAt, now, now);
  }

  private settle(key: string, joinedAt: number | undefined, completedAt: number | undefined, now: number): void {
    this.open.delete(key);
    if (joinedAt !== undefined && completedAt !== undefined) {
      this.measured(Math.max(0, completedAt - joinedAt) / 1000);
    } else {
      this.open.set(key, { joinedAt, completedAt, seenAt: now });
    }
    this.forget(now);
  }

  private forget(now: number): void {
    for (const [key, { seenAt }] of this.open) {
      if (this.open.size <= MOST_OPEN && now - seenAt < EXPIRY_MS) {
        return;
      }
      this.open.delete(key);
    }
  }
}

function keyOf(session: string, eventId: string): string {
  return `${session} ${eventId}`;
}
