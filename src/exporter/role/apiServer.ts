import { readFileSync } from 'node:fs';
import type { Config } from '../config';
import type { ApiServer } from './apiConnection';
import { readKubeconfig } from './kubeconfig';

type Environment = Readonly<Record<string, string | undefined>>;

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The API server of the kubeconfig, else the one of the pod; ELASTISCOPE_KUBERNETES_URL gives either another address. Throws
 * ConfigError when the kubeconfig cannot be used.
 */
export function apiServerOf(
  { kubernetesUrl, kubeconfig }: Pick<Config, 'kubernetesUrl' | 'kubeconfig'>,
  env: Environment
): ApiServer {
  const server = kubeconfig === undefined ? podServer(env) : readKubeconfig(kubeconfig);
  return kubernetesUrl === undefined ? server : { ...server, url: kubernetesUrl };
}

function podServer(env: Environment): ApiServer {
  const host = env.KUBERNETES_SERVICE_HOST ?? 'kubernetes.default.svc';
  const port = env.KUBERNETES_SERVICE_PORT ?? '443';
  return {
    url: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`),
    tls: { ca: textOfFile(`${ACCOUNT}/ca.crt`) },
    token: () => textOfFile(`${ACCOUNT}/token`)?.trim(),
  };
}

/** `undefined` when it cannot be read. */
function textOfFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
