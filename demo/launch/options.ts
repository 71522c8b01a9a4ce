import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_FILE } from './announcement';

export const HELP = `npm run demo [-- OPTIONS]

Brings up a living fleet of five LLM backends with their sidecars, a Prometheus and an Alertmanager with the rules of
this repository, a day of history, and the plugin: in your Grafana when GRAFANA_HOME names one or grafana is on the
PATH, else in a preview page. Everything listens on 127.0.0.1 and is stopped with Ctrl-C.

  --for DURATION     end by itself, after 90s, 2m or 1h of running
  --no-history       start with empty charts instead of the last 24 hours
  --no-grafana       show the preview page even where a Grafana is found
  --port N           port of the page (default 3000)
  --json FILE        where the addresses are written (default .elastiscope/demo.json)
  --help             this text

A port that is taken is replaced by a free one. The addresses are printed and written to a file for other programs.
Missing programs (Prometheus, Alertmanager, nginx) are fetched into .elastiscope/cache, without root.
`;

export interface DemoOptions {
  /** Undefined: until it is stopped. */
  readonly seconds: number | undefined;
  readonly history: boolean;
  readonly grafana: boolean;
  readonly port: number;
  /** File that the addresses are written to. */
  readonly json: string;
}

const SECONDS = { s: 1, m: 60, h: 3600 } as const;

/** Seconds of a duration such as `90s`, `2m` or `1h`. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0) {
    throw new Error(`--for ${text}: is not a duration (use 90s, 2m or 1h)`);
  }
  return Number(count) * SECONDS[unit as keyof typeof SECONDS];
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Error(`--port ${text}: is not a port (use 1 to 65535)`);
  }
  return port;
}

/** Reads the command line; undefined when only help was asked for. */
export function readOptions(args: readonly string[]): DemoOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      for: { type: 'string' },
      'no-history': { type: 'boolean', default: false },
      'no-grafana': { type: 'boolean', default: false },
      port: { type: 'string', default: '3000' },
      json: { type: 'string', default: DEMO_FILE },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  return {
    seconds: values.for === undefined ? undefined : parseDuration(values.for),
    history: !values['no-history'],
    grafana: !values['no-grafana'],
    port: parsePort(values.port),
    json: resolve(values.json),
  };
}
