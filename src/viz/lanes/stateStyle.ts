import type { GrafanaTheme2 } from '@grafana/data';
import type { InstanceState } from '../../vocabulary';

/** How a state looks. States differ in colour, in lightness and in pattern, so that none depends on seeing colours. */
export interface StateStyle {
  readonly label: string;
  readonly fill: string;
  /** Colour of text on the fill. */
  readonly text: string;
  readonly pattern: Pattern;
  /** Colour of the pattern's strokes. */
  readonly ink: string;
}

/** `none`: plain; `up` and `down`: diagonals that rise or fall; `cross`: both; `dots`. */
export type Pattern = 'none' | 'up' | 'down' | 'cross' | 'dots';

type Look = readonly [label: string, dark: readonly [string, string], light: readonly [string, string], Pattern];

/**
 * Fill and text of each state on dark and on light. Hues keep the order of Okabe and Ito's palette ("Color Universal
 * Design", 2008): blue, sky blue, bluish green, yellow, orange, reddish purple, vermilion.
 */
const LOOKS: Readonly<Record<InstanceState, Look>> = {
  leader: ['Leader', ['#3d8bd9', '#081420'], ['#1f6fbf', '#ffffff'], 'none'],
  standby: ['Standby', ['#27415c', '#c4dcf2'], ['#c5def4', '#17364f'], 'none'],
  ready: ['Ready', ['#1f9d7c', '#04150f'], ['#128a69', '#ffffff'], 'none'],
  starting: ['Starting', ['#d6bf3f', '#211c02'], ['#ecd95e', '#332b00'], 'up'],
  unready: ['Unready', ['#d88f2a', '#221302'], ['#eaa648', '#331e00'], 'dots'],
  draining: ['Draining', ['#b375a0', '#1f0d19'], ['#c88cb5', '#2f0f24'], 'down'],
  down: ['Down', ['#c2452d', '#ffffff'], ['#c23b22', '#ffffff'], 'cross'],
};

export type StateStyles = Readonly<Record<InstanceState, StateStyle>>;

export function stateStyles(theme: GrafanaTheme2): StateStyles {
  const ink = theme.isDark ? 'rgba(0, 0, 0, 0.38)' : 'rgba(0, 0, 0, 0.22)';
  const style = (state: InstanceState): StateStyle => {
    const [label, dark, light, pattern] = LOOKS[state];
    const [fill, text] = theme.isDark ? dark : light;
    return { label, fill, text, pattern, ink };
  };
  return {
    leader: style('leader'),
    standby: style('standby'),
    ready: style('ready'),
    starting: style('starting'),
    unready: style('unready'),
    draining: style('draining'),
    down: style('down'),
  };
}

const TILE = 7;

/** A pattern to fill with, its strokes one CSS pixel wide; `undefined` for the plain one. */
export function patternFill(
  context: CanvasRenderingContext2D,
  pattern: Pattern,
  ink: string
): CanvasPattern | undefined {
  if (pattern === 'none') {
    return undefined;
  }
  const ratio = window.devicePixelRatio;
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(TILE * ratio);
  const draw = tile.getContext('2d');
  if (draw === null) {
    return undefined;
  }
  draw.scale(tile.width / TILE, tile.height / TILE);
  draw.strokeStyle = draw.fillStyle = ink;
  draw.lineWidth = 1.4;
  draw.beginPath();
  if (pattern === 'dots') {
    draw.arc(TILE / 2, TILE / 2, 1.3, 0, 2 * Math.PI);
    draw.fill();
  }
  // Three parallels, so that the line goes on through the corners of the tile.
  for (const shift of [-TILE, 0, TILE]) {
    if (pattern === 'up' || pattern === 'cross') {
      draw.moveTo(shift, TILE);
      draw.lineTo(shift + TILE, 0);
    }
    if (pattern === 'down' || pattern === 'cross') {
      draw.moveTo(shift, 0);
      draw.lineTo(shift + TILE, TILE);
    }
  }
  draw.stroke();
  const made = context.createPattern(tile, 'repeat');
  made?.setTransform(new DOMMatrix().scale(TILE / tile.width, TILE / tile.height));
  return made ?? undefined;
}
