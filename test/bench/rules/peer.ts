import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RuleFile, RuleGroup } from '../../../docs/ruleFiles';

/** Names the file with the peer's rules. */
export const PEER_VARIABLE = 'KUBERNETES_MIXIN';

const PREFIX = 'kubernetes-mixin/';

export const isPeer = (group: string): boolean => group.startsWith(PREFIX);

/**
 * The whole of kubernetes-mixin, which nearly every cluster with Prometheus evaluates: a file of rules, or a PrometheusRule
 * such as kubernetesControlPlane-prometheusRule.yaml of kube-prometheus. `undefined` where none is named.
 */
export function readPeer(): RuleFile | undefined {
  const path = process.env[PEER_VARIABLE];
  if (!path) {
    return undefined;
  }
  const content: { groups?: RuleGroup[]; spec?: { groups?: RuleGroup[] } } | null = parse(readFileSync(path, 'utf8'));
  const groups = content?.groups ?? content?.spec?.groups;
  if (!groups) {
    throw new Error(`${PEER_VARIABLE}: ${path} has neither groups nor spec.groups: it is no file of rules`);
  }
  return { path, groups: groups.map((group) => ({ ...group, name: PREFIX + group.name })) };
}
