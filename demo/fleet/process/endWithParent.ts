/**
 * Preloaded into every child of the fleet: ends the process when the pipe to its parent closes, so that nothing goes on
 * running when the fleet was killed and could not clean up.
 */
process.stdin.on('end', () => process.exit(1));
process.stdin.on('error', () => process.exit(1));
process.stdin.resume();
if ('unref' in process.stdin && typeof process.stdin.unref === 'function') {
  process.stdin.unref();
}
