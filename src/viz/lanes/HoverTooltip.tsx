import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';
import React, { useImperativeHandle, useLayoutEffect, useRef } from 'react';

/** A position in the window, CSS pixels. */
export interface WindowPoint {
  readonly x: number;
  readonly y: number;
}

export interface HoverTooltipHandle {
  moveTo(point: WindowPoint): void;
}

interface Props {
  readonly handle: React.RefObject<HoverTooltipHandle | null>;
  readonly start: WindowPoint;
  readonly children: React.ReactNode;
}

const DISTANCE = 12;

/** A box beside the pointer. It is moved through its handle, so that following the pointer renders nothing. */
export function HoverTooltip({ handle, start, children }: Props): React.ReactElement {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const moveTo = (point: WindowPoint) => {
    const { offsetWidth, offsetHeight } = box.current ?? { offsetWidth: 0, offsetHeight: 0 };
    const x = besidePoint(point.x, offsetWidth, window.innerWidth);
    const y = besidePoint(point.y, offsetHeight, window.innerHeight);
    box.current?.style.setProperty('transform', `translate(${x}px, ${y}px)`);
  };
  useImperativeHandle(handle, () => ({ moveTo }));
  // The size is known only once the content is there.
  useLayoutEffect(() => moveTo(start));
  return (
    <Portal>
      <div ref={box} className={styles.box} role="tooltip" data-testid="hover-tooltip">
        {children}
      </div>
    </Portal>
  );
}

/** After the point where there is room, else before it, but never outside of the window. */
function besidePoint(point: number, size: number, available: number): number {
  const after = point + DISTANCE;
  return after + size <= available ? after : Math.max(0, point - DISTANCE - size);
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    position: 'fixed',
    top: 0,
    left: 0,
    zIndex: theme.zIndex.tooltip,
    maxWidth: 420,
    pointerEvents: 'none',
    color: theme.colors.text.primary,
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
  }),
});
