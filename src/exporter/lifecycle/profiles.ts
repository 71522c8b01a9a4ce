/** What a probe learned: ready, starting up (or broken), or that the backend does not know the path. */
export type Verdict = 'ready' | 'not_ready' | 'unknown_path';

export interface Check {
  readonly path: string;
  /** Whether `judge` needs the body; without that, the answer is dropped after its head. */
  readonly readsBody?: boolean;
  judge(status: number, body: string): Verdict;
  /** Judges first, once the backend has shown that it knows the path. */
  judgeKnown?(status: number): Verdict | undefined;
  /** What in the body stays the same as long as the process of the backend lives. */
  identity?(body: string): string | undefined;
}

export interface Profile {
  /** Asked in this order until the backend knows the path of one, which is then asked alone. */
  readonly checks: readonly Check[];
}

/**
 * Any answer below 500 proves that the backend serves; some backends want a login or have no such path. Refusing their
 * traffic because of that would be worse than calling them ready.
 */
function byStatus(path: string): Check {
  return {
    path,
    judge: (status) => (status === 404 ? 'unknown_path' : status < 500 ? 'ready' : 'not_ready'),
  };
}

/**
 * A path by which servers say that they are ready, where they have it. A page, a redirect, a login or an error that is not
 * about being ready may be the answer to any path.
 */
function wellKnown(path: string): Check {
  return {
    path,
    readsBody: true,
    judge: (status, body) => {
      const isOwnWord = status >= 200 && status < 300 && !/^\s*</.test(body);
      return isOwnWord ? 'ready' : status === 503 ? 'not_ready' : 'unknown_path';
    },
    judgeKnown: (status) => (status >= 500 ? 'not_ready' : undefined),
  };
}

/**
 * First whether it is ready, then whether it is well or alive: Kubernetes' own servers have `/readyz`, `/healthz` and `/livez`;
 * vLLM, llama.cpp and most frameworks have `/health`, Triton and KServe's protocol `/v2/health/ready`.
 */
const WELL_KNOWN = ['/readyz', '/health', '/healthz', '/v2/health/ready', '/livez'].map(wellKnown);

/**
 * LangFlow `GET /health_check`: 200 with `status: ok`, 500 with `detail.status: nok`; other fields vary by version. Paths
 * that LangFlow does not know get 200 and the page of its editor.
 */
const LANGFLOW_HEALTH_CHECK: Check = {
  path: '/health_check',
  readsBody: true,
  judge: (status, body) => {
    if (status !== 200) {
      return byStatus('/health_check').judge(status, body);
    }
    return /^\s*</.test(body) ? 'unknown_path' : /"status"\s*:\s*"ok"/.test(body) ? 'ready' : 'not_ready';
  },
};

/** Gradio `GET /app_id`: `{"app_id": 123…}`, a random number of the process, too large to be read as a number. */
const GRADIO_APP_ID: Check = {
  ...byStatus('/app_id'),
  readsBody: true,
  identity: (body) => /"app_id"\s*:\s*("[^"]*"|\d+)/.exec(body)?.[1],
};

/** How each kind of backend says that it is ready. */
export const PROFILES = {
  langflow: { checks: [LANGFLOW_HEALTH_CHECK, byStatus('/healthz'), byStatus('/health')] },
  kotaemon: { checks: [GRADIO_APP_ID, byStatus('/')] },
  chatchat: { checks: [...WELL_KNOWN, byStatus('/openapi.json')] },
  generic: { checks: [...WELL_KNOWN, byStatus('/')] },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;
export const PROFILE_NAMES: readonly ProfileName[] = ['langflow', 'kotaemon', 'chatchat', 'generic'];

/** The checks of a profile, or of the one path that the configuration names. */
export function checksOf(profile: ProfileName, healthPath: string | undefined): readonly Check[] {
  return healthPath === undefined ? PROFILES[profile].checks : [byStatus(healthPath)];
}
