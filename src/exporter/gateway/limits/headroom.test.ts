/** @jest-environment node */
import { SIDECAR } from '../../../vocabulary';
import { Metrics } from '../../metrics';
import { Headroom } from './headroom';

const headers = (reset: string) => ({
  'x-ratelimit-limit-tokens': '10',
  'x-ratelimit-remaining-tokens': '0',
  'x-ratelimit-reset-tokens': reset,
});
const series = (name: string, model: string) => `${name}{provider="p",model="${model}",unit="tokens"}`;

describe('Headroom', () => {
  it('forgets what is left once the limit has reset, so that an idle pod shows no old 0', async () => {
    const metrics = new Metrics();
    const headroom = new Headroom(metrics);
    headroom.report('p', 'over', headers('0s'));
    headroom.report('p', 'lasting', headers('1m'));
    const text = await metrics.scrape();
    expect(text).toContain(`${series(SIDECAR.llmRateLimitLimit.name, 'over')} 10`);
    expect(text).not.toContain(series(SIDECAR.llmRateLimitRemaining.name, 'over'));
    expect(text).toContain(`${series(SIDECAR.llmRateLimitRemaining.name, 'lasting')} 0`);
  });

  it('believes the last answer: a reset that is further away keeps what is left', async () => {
    const metrics = new Metrics();
    const headroom = new Headroom(metrics);
    headroom.report('p', 'm', headers('0s'));
    headroom.report('p', 'm', headers('1m'));
    expect(await metrics.scrape()).toContain(`${series(SIDECAR.llmRateLimitRemaining.name, 'm')} 0`);
  });

  it('says how long to wait until that time has passed', async () => {
    const metrics = new Metrics();
    const headroom = new Headroom(metrics);
    const { name } = SIDECAR.llmRetryAfter;
    headroom.report('p', 'waiting', { 'retry-after': '7' });
    headroom.report('p', 'over', { 'retry-after': 'Thu, 01 Jan 1998 00:00:00 GMT' });
    const text = await metrics.scrape();
    expect(text).toContain(`${name}{provider="p",model="waiting"} 7`);
    expect(text).not.toContain(`${name}{provider="p",model="over"}`);
  });

  it('keeps no more models than there are labels for, and no common headroom of the others', async () => {
    const metrics = new Metrics({ values: 3, sets: 100 });
    const headroom = new Headroom(metrics);
    for (let i = 0; i < 10_000; i++) {
      headroom.report('p', `m${i}`, headers('1m'));
    }
    const lines = (await metrics.scrape())
      .split('\n')
      .filter((line) => line.startsWith(SIDECAR.llmRateLimitRemaining.name));
    expect(lines).toEqual(['m0', 'm1', 'm2'].map((m) => `${series(SIDECAR.llmRateLimitRemaining.name, m)} 0`));
  });

  it('does not fall over what a hostile provider sends', async () => {
    const metrics = new Metrics();
    const headroom = new Headroom(metrics);
    for (const text of ['NaN', '1e309', '-1', '9'.repeat(400), '\u0000', '9999-12-31T23:59:59Z']) {
      headroom.report('p', 'm', {
        'x-ratelimit-limit-tokens': text,
        'x-ratelimit-remaining-tokens': text,
        'anthropic-ratelimit-requests-limit': text,
        'anthropic-ratelimit-requests-reset': text,
        'retry-after': text,
      });
    }
    const lines = (await metrics.scrape()).split('\n');
    const names = [SIDECAR.llmRateLimitLimit.name, SIDECAR.llmRateLimitRemaining.name, SIDECAR.llmRetryAfter.name];
    expect(lines.filter((line) => names.some((name) => line.startsWith(name)))).toEqual([]);
  });
});
