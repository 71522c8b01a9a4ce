import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { reasonOf } from '../log';
import { SampleLimit } from './sampleLimit';

/** Why there are no metrics of the backend: a sentence for whoever scrapes them. */
export class ExpositionError extends Error {}

export interface Exposition {
  readonly contentType: string;
  readonly parts: readonly Buffer[];
  readonly droppedSamples: number;
}

const TIMEOUT_SECONDS = 5;
const MOST_BYTES = 8 * 1024 * 1024;

const TEXT = 'text/plain;version=0.0.4';
const OPEN_METRICS = 'application/openmetrics-text;version=1.0.0';

/**
 * The backend's own metrics, as Prometheus text or, if wanted, as OpenMetrics, with at most so many samples and 8 MiB.
 * Rejects with ExpositionError when the whole of it is not there within 5 s.
 */
export function fetchExposition(url: URL, openMetrics: boolean, samples: number): Promise<Exposition> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? https.get : http.get;
    const signal = AbortSignal.timeout(TIMEOUT_SECONDS * 1000);
    const headers = {
      Accept: openMetrics ? `${OPEN_METRICS},${TEXT};q=0.5` : TEXT,
      'Accept-Encoding': 'identity',
      Connection: 'close',
      'User-Agent': 'elastiscope-exporter',
    };
    const fail = (error: unknown) => {
      const reason = signal.aborted ? `it was not complete within ${TIMEOUT_SECONDS} s` : reasonOf(error);
      reject(error instanceof ExpositionError ? error : new ExpositionError(`${url.href}: ${reason}`));
    };
    const request = get(url, { agent: false, headers, signal }, (answer) => {
      readAnswer(answer, url, samples)
        .then(resolve, fail)
        .finally(() => request.destroy());
    });
    request.on('error', fail);
  });
}

async function readAnswer(answer: http.IncomingMessage, url: URL, samples: number): Promise<Exposition> {
  const { statusCode, headers } = answer;
  const contentType = headers['content-type'] ?? '';
  if (statusCode !== 200) {
    throw new ExpositionError(`${url.href}: it answered ${statusCode}; check ELASTISCOPE_BACKEND_METRICS_URL`);
  }
  if (!/^(text\/plain|application\/openmetrics-text)\s*(;|$)/i.test(contentType)) {
    throw new ExpositionError(`${url.href}: "${contentType}" is neither Prometheus text nor OpenMetrics`);
  }
  const limit = new SampleLimit({ samples, bytes: MOST_BYTES });
  for await (const part of decoded(answer, url)) {
    if (!limit.push(part)) {
      break;
    }
  }
  return { contentType, ...limit.end(contentType.toLowerCase().includes('openmetrics')) };
}

/** The body with its content coding undone: some servers compress whatever they are asked. */
function decoded(answer: http.IncomingMessage, url: URL): Readable {
  const coding = answer.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (coding === 'identity') {
    return answer;
  }
  if (coding !== 'gzip') {
    throw new ExpositionError(`${url.href}: it is compressed with ${coding}, which nobody asked for`);
  }
  const gunzip = createGunzip();
  answer.once('error', (error) => gunzip.destroy(error));
  return answer.pipe(gunzip);
}
