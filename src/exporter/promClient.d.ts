// Parts of prom-client that can be loaded without the rest of it: its index brings a push gateway, cluster support,
// collectors and an OpenTelemetry API with it, which are most of its size and of the time that it takes to load.
declare module 'prom-client/lib/counter' {
  export { Counter as default } from 'prom-client';
}
declare module 'prom-client/lib/gauge' {
  export { Gauge as default } from 'prom-client';
}
declare module 'prom-client/lib/histogram' {
  export { Histogram as default } from 'prom-client';
}
declare module 'prom-client/lib/registry' {
  export { Registry as default } from 'prom-client';
}
