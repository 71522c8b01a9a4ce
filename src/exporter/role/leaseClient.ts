import type { LeaseName } from '../config';
import { ApiConnection, ApiError, type ApiServer } from './apiConnection';
import type { JsonObject } from './json';
import { type LeaseRecord, parseRecord } from './lease';
import { parseWatchEvent, type WatchEvent } from './watchEvent';

/** Reads, writes and watches one Lease, and asks for nothing else. */
export class LeaseClient {
  private readonly connection: ApiConnection;
  private readonly collection: string;
  private readonly path: string;

  constructor(
    server: ApiServer,
    readonly name: LeaseName,
    timeoutMs: number
  ) {
    this.connection = new ApiConnection(server, timeoutMs);
    this.collection = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(name.namespace)}/leases`;
    this.path = `${this.collection}/${encodeURIComponent(name.name)}`;
  }

  /** `undefined` when there is no such lease. Rejects when it cannot be known, with a reason to log. */
  async read(): Promise<LeaseRecord | undefined> {
    try {
      return parseRecord(await this.connection.send('GET', this.path));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** Rejects with ApiError 409 when it exists. */
  async create(document: JsonObject): Promise<LeaseRecord> {
    return parseRecord(await this.connection.send('POST', this.collection, document));
  }

  /** Rejects with ApiError 409 when somebody else wrote since the document was read. */
  async update(document: JsonObject): Promise<LeaseRecord> {
    return parseRecord(await this.connection.send('PUT', this.path, document));
  }

  /**
   * Tells of changes after a version until the stream ends, is quiet for too long, or `onEvent` returns false. Rejects with
   * ApiError when the server does not allow or know it.
   */
  watch(
    resourceVersion: string,
    limits: { readonly seconds: number; readonly quietMs: number },
    onEvent: (event: WatchEvent) => boolean
  ): Promise<void> {
    const { name } = this.name;
    const query = new URLSearchParams({
      watch: 'true',
      // RBAC with resourceNames allows a watch of the collection only with this selector.
      fieldSelector: `metadata.name=${name}`,
      resourceVersion,
      timeoutSeconds: String(limits.seconds),
    });
    return this.connection.lines(`${this.collection}?${query}`, limits.quietMs, (line) =>
      onEvent(parseWatchEvent(line, name))
    );
  }
}
