declare module 'autocannon' {
  interface Options {
    readonly url: string;
    readonly connections: number;
    readonly amount?: number;
    readonly duration?: number;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }
  interface Result {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    /** Seconds. */
    readonly duration: number;
    readonly latency: { readonly p50: number };
  }
  export default function autocannon(options: Options): Promise<Result>;
}
