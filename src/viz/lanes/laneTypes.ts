import type { InstanceState } from '../../vocabulary';

/** Times are milliseconds since the epoch. */
export interface LaneSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A state that a lane shows for a while. Between two segments nothing is known. */
export interface LaneSegment extends LaneSpan {
  readonly state: InstanceState;
}

export interface LaneRow {
  readonly label: string;
  /** In order of time, without overlap. */
  readonly segments: readonly LaneSegment[];
}

/** Something that concerns all lanes of a group at once. */
export interface LaneEvent extends LaneSpan {
  /** `switch`: a change of leader; `doubled`: more than one leads; `vacant`: nobody leads. */
  readonly kind: 'switch' | 'doubled' | 'vacant';
  /** Written above the lanes where there is room. */
  readonly label: string;
  /** Whether it is worse than it should be. */
  readonly alarming: boolean;
  /** What the tooltip says: a heading, and pairs of name and value. */
  readonly title: string;
  readonly details: ReadonlyArray<readonly [name: string, value: string]>;
}

/** Lanes that belong together, under one heading. */
export interface LaneGroup {
  readonly label: string;
  readonly rows: readonly LaneRow[];
  /** In order of time. */
  readonly events: readonly LaneEvent[];
}
