import { forgetReload, shouldReload } from './reloadOnce';

function chunkLoadError(): Error {
  return Object.assign(new Error('Loading chunk 7 failed'), { name: 'ChunkLoadError' });
}

describe('shouldReload', () => {
  beforeEach(() => sessionStorage.clear());

  it('reloads once for a part that cannot be fetched, and not in a loop', () => {
    expect(shouldReload(chunkLoadError())).toBe(true);
    expect(shouldReload(chunkLoadError())).toBe(false);
  });

  it('reloads again after the app has loaded in between', () => {
    shouldReload(chunkLoadError());
    forgetReload();
    expect(shouldReload(chunkLoadError())).toBe(true);
  });

  it.each([
    ['a fault of the app', new TypeError('x is undefined')],
    ['what is no error', 'ChunkLoadError'],
  ])('does not reload for %s', (_, error) => {
    expect(shouldReload(error)).toBe(false);
  });

  it('leaves a key in the storage that names the plugin', () => {
    shouldReload(chunkLoadError());
    expect(sessionStorage.key(0)).toMatch(/^elastiscope-llm-app/);
  });
});
