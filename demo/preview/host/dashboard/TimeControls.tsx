import { dateTime, type TimeRange } from '@grafana/data';
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';
import React from 'react';
import { type Address, fromAbsolute } from './useAddress';

interface Props {
  readonly address: Address;
  readonly range: TimeRange;
  readonly intervals: string[] | undefined;
  readonly onRefresh: () => void;
}

/** Time range and refresh, as in Grafana's toolbar. */
export function TimeControls({ address, range, intervals, onRefresh }: Props) {
  const from = range.from.valueOf();
  const to = range.to.valueOf();
  /** Moves by half of the range: -1 back, 1 forward. */
  const move = (direction: number) => {
    const by = (direction * (to - from)) / 2;
    address.setRange(fromAbsolute({ from: from + by, to: Math.min(to + by, Math.max(to, Date.now())) }));
  };
  const zoomOut = () => {
    const by = (to - from) / 2;
    const end = Math.min(to + by, Math.max(to, Date.now()));
    address.setRange({ from: dateTime(end - 2 * (to - from)), to: dateTime(end) });
  };
  return (
    <>
      <TimeRangePicker
        value={range}
        timeZone={address.timeZone}
        onChange={({ raw }) => address.setRange(raw)}
        onChangeTimeZone={address.setTimeZone}
        onMoveBackward={() => move(-1)}
        onMoveForward={() => move(1)}
        onZoom={zoomOut}
        isOnCanvas
      />
      <RefreshPicker
        value={address.refresh}
        intervals={intervals}
        onRefresh={onRefresh}
        onIntervalChanged={address.setRefresh}
        isOnCanvas
      />
    </>
  );
}
