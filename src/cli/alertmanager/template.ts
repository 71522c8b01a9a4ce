import { CommandError, UsageError } from '../command';

const BASE = /(\{\{ define "elastiscope\.grafana_url" \}\})(.*?)(\{\{ end \}\})/;

/** The templates with this base address of Grafana. */
export function withGrafanaUrl(template: string, url: string): string {
  if (!BASE.test(template)) {
    throw new Error('elastiscope.tmpl has no place for the address of Grafana');
  }
  return template.replace(BASE, (_all, before: string, _old: string, after: string) => before + url + after);
}

/** The base address that templates have, which an update keeps; empty when none was set. Throws CommandError on a foreign file. */
export function grafanaUrlOf(path: string, template: string): string {
  const [, , url] = BASE.exec(template) ?? [];
  if (url === undefined && !template.includes('define "elastiscope.')) {
    throw new CommandError(`${path}: is no file of Elastiscope and would be overwritten; rename it`);
  }
  return url ?? '';
}

/** An http(s) address without a slash at its end. Throws UsageError for anything else. */
export function parseGrafanaUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UsageError(`--grafana-url: "${text}" is no address of a Grafana such as https://grafana.example.com`);
  }
  return url.href.replace(/\/+$/, '');
}
