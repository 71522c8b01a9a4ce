/** A program that a command needs and that is not an npm package. */
export interface Program {
  /** Names it has on the PATH, by distribution; the first is the usual one. */
  readonly commands: readonly string[];
  /** Environment variable that names the file to use instead of looking for one. */
  readonly variable: string;
  /** Package of Debian and Ubuntu that holds it. */
  readonly aptPackage: string;
  /** Where it lies inside the unpacked package. */
  readonly unpacked: string;
  /** Folder of the unpacked package that the program was built to find below the root of the system. */
  readonly dataFolder?: string;
  /** Oldest version that knows what our files use, with the flag that prints it. */
  readonly oldest?: { readonly version: readonly [number, number]; readonly why: string };
  /** How to get it by hand. */
  readonly byHand: string;
}

const PROMETHEUS_BY_HAND = 'unpack it from https://prometheus.io/download/';
const OLDEST_PROMETHEUS = { version: [2, 42], why: 'the alert rules use keep_firing_for' } as const;

/** Every program the commands use. */
export const PROGRAMS = {
  prometheus: {
    commands: ['prometheus'],
    variable: 'PROMETHEUS_BIN',
    aptPackage: 'prometheus',
    unpacked: 'usr/bin/prometheus',
    dataFolder: 'usr/share/prometheus/web',
    oldest: OLDEST_PROMETHEUS,
    byHand: PROMETHEUS_BY_HAND,
  },
  promtool: {
    commands: ['promtool'],
    variable: 'PROMTOOL_BIN',
    aptPackage: 'prometheus',
    unpacked: 'usr/bin/promtool',
    oldest: OLDEST_PROMETHEUS,
    byHand: PROMETHEUS_BY_HAND,
  },
  alertmanager: {
    commands: ['alertmanager', 'prometheus-alertmanager'],
    variable: 'ALERTMANAGER_BIN',
    aptPackage: 'prometheus-alertmanager',
    unpacked: 'usr/bin/prometheus-alertmanager',
    dataFolder: 'usr/share/prometheus/alertmanager',
    byHand: PROMETHEUS_BY_HAND,
  },
  amtool: {
    commands: ['amtool'],
    variable: 'AMTOOL_BIN',
    aptPackage: 'prometheus-alertmanager',
    unpacked: 'usr/bin/amtool',
    byHand: PROMETHEUS_BY_HAND,
  },
  nginx: {
    commands: ['nginx'],
    variable: 'NGINX_BIN',
    aptPackage: 'nginx',
    unpacked: 'usr/sbin/nginx',
    byHand: 'install the package nginx of your system',
  },
  chromium: {
    commands: ['chromium', 'google-chrome', 'google-chrome-stable'],
    variable: 'CHROMIUM_BIN',
    aptPackage: 'chromium',
    unpacked: 'usr/lib/chromium/chromium',
    byHand: 'install Chromium or Google Chrome (not as a snap)',
  },
} as const satisfies Record<string, Program>;

export type ProgramName = keyof typeof PROGRAMS;
