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
  /** Oldest version that knows what our files use, with the flag that prints it. */
  readonly oldest?: { readonly version: readonly [number, number]; readonly why: string };
  /** Where to get it by hand. */
  readonly home: string;
}

const PROMETHEUS_HOME = 'https://prometheus.io/download/';
const OLDEST_PROMETHEUS = { version: [2, 42], why: 'the alert rules use keep_firing_for' } as const;

/** Every program the commands use. */
export const PROGRAMS = {
  prometheus: {
    commands: ['prometheus'],
    variable: 'PROMETHEUS_BIN',
    aptPackage: 'prometheus',
    unpacked: 'usr/bin/prometheus',
    oldest: OLDEST_PROMETHEUS,
    home: PROMETHEUS_HOME,
  },
  promtool: {
    commands: ['promtool'],
    variable: 'PROMTOOL_BIN',
    aptPackage: 'prometheus',
    unpacked: 'usr/bin/promtool',
    oldest: OLDEST_PROMETHEUS,
    home: PROMETHEUS_HOME,
  },
  alertmanager: {
    commands: ['alertmanager', 'prometheus-alertmanager'],
    variable: 'ALERTMANAGER_BIN',
    aptPackage: 'prometheus-alertmanager',
    unpacked: 'usr/bin/prometheus-alertmanager',
    home: PROMETHEUS_HOME,
  },
  amtool: {
    commands: ['amtool'],
    variable: 'AMTOOL_BIN',
    aptPackage: 'prometheus-alertmanager',
    unpacked: 'usr/bin/amtool',
    home: PROMETHEUS_HOME,
  },
  nginx: {
    commands: ['nginx'],
    variable: 'NGINX_BIN',
    aptPackage: 'nginx',
    unpacked: 'usr/sbin/nginx',
    home: 'https://nginx.org/en/download.html',
  },
  chromium: {
    commands: ['chromium', 'google-chrome', 'google-chrome-stable'],
    variable: 'CHROMIUM_BIN',
    aptPackage: 'chromium',
    unpacked: 'usr/lib/chromium/chromium',
    home: 'https://www.chromium.org/getting-involved/download-chromium/',
  },
} as const satisfies Record<string, Program>;

export type ProgramName = keyof typeof PROGRAMS;
