import type { BackendStatus } from './startup';

/** Why a drain was no end: the backend was restarted in its pod, or nobody ended it. */
export const COMEBACK_REASONS = ['backend_restarted', 'not_ended'] as const;
export type ComebackReason = (typeof COMEBACK_REASONS)[number];

interface Watched {
  readonly status: BackendStatus;
  onChange(listener: (status: BackendStatus) => void): void;
}

/**
 * Finds out whether a drain was the end. Kubernetes also calls `preStop` before it restarts a container whose liveness or
 * startup probe failed (https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks). The pod
 * goes on then, and its sidecar gets no SIGTERM.
 */
export class Comeback {
  private drainedAs: BackendStatus | undefined;
  private timer: NodeJS.Timeout | undefined;
  private over = false;

  constructor(
    private readonly backend: Watched,
    private readonly onComeback: (reason: ComebackReason) => void
  ) {
    backend.onChange((status) => this.look(status));
  }

  /** Begins when a drain is over; without a SIGTERM or a restart, the drain counts as called off after so long. */
  watch(graceLeftSeconds: number): void {
    if (this.over || this.drainedAs !== undefined) {
      return;
    }
    this.drainedAs = this.backend.status;
    this.timer = setTimeout(() => this.tell('not_ended'), Math.max(0, graceLeftSeconds) * 1000);
  }

  /** The sidecar itself is told to end: there is no way back. */
  cancel(): void {
    this.over = true;
    this.stop();
  }

  private look(status: BackendStatus): void {
    const { drainedAs } = this;
    if (drainedAs === undefined || status.state !== 'ready') {
      return;
    }
    const wasServing = drainedAs.state === 'ready' || drainedAs.state === 'unready';
    if (!wasServing || status.startedAt !== drainedAs.startedAt) {
      this.tell('backend_restarted');
    }
  }

  private tell(reason: ComebackReason): void {
    this.stop();
    this.onComeback(reason);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.drainedAs = undefined;
  }
}
