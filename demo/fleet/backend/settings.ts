import type { Duration, Flow, Profile } from '../scenarios/types';

/** Everything one backend process has to know; the fleet hands it over as JSON in `FLEET_BACKEND`. */
export interface BackendSettings {
  readonly profile: Profile;
  /** Name of the pod, also its identity in an election. */
  readonly instance: string;
  readonly host: string;
  readonly port: number;
  readonly bootSeconds: number;
  readonly loadSeconds: number;
  readonly concurrency: number;
  readonly work: Duration;
  readonly flows: readonly Flow[];
  /** The sidecar's LLM gateway, e.g. `http://127.0.0.1:4000`. */
  readonly gateway: string;
  readonly apiKey: string;
  readonly seed: string;
  /** The lease to stand for, where this is one of a primary and a standby. */
  readonly election?: { readonly url: string; readonly namespace: string; readonly name: string };
}

export const SETTINGS_VARIABLE = 'FLEET_BACKEND';

/** The header by which a request says which team asks; the backend hands it on to the gateway. */
export const TEAM_HEADER = 'x-elastiscope-team';
