// Loaded into the exporter's process by `node --require`: tells over HTTP how long its event loop was held up at most
// since it was last asked, in ms. The monitor looks once in a millisecond, so that its figures are up to 1 ms too high.
const http = require('node:http');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

http
  .createServer((request, response) => {
    const longest = delay.max / 1e6;
    delay.reset();
    response.end(String(longest));
  })
  .listen(Number(process.env.LOOP_PROBE_PORT), '127.0.0.1')
  .unref();
