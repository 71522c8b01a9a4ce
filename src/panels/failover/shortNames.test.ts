import { sharedPrefix, shorten } from './shortNames';

it.each([
  ['pods of one release', ['langflow-7f9-abc', 'langflow-7f9-xyz'], 'langflow-7f9-'],
  ['ordinals', ['langflow-ha-0', 'langflow-ha-1', 'langflow-ha-0'], 'langflow-'],
  ['addresses', ['10.0.0.1:9464', '10.0.0.2:9464'], '10.0.0.'],
  ['a prefix within a word', ['alpha', 'alpine'], ''],
  ['a short prefix', ['a-1', 'a-2'], ''],
  ['one name', ['langflow-ha-0', 'langflow-ha-0'], ''],
  ['one name that begins another', ['langflow-ha', 'langflow-ha-1'], ''],
  ['nothing', [], ''],
])('sharedPrefix: %s', (_, names, prefix) => {
  expect(sharedPrefix(names)).toBe(prefix);
});

it('shortens both sides of a failover, and leaves what it does not know', () => {
  expect(shorten({ from: 'ha-pod-0', to: 'ha-pod-1' }, 'ha-pod-')).toEqual({ from: '…0', to: '…1' });
  expect(shorten({ from: undefined, to: 'other' }, 'ha-pod-')).toEqual({ from: undefined, to: 'other' });
  expect(shorten({ from: 'a', to: 'b' }, '')).toEqual({ from: 'a', to: 'b' });
});
