import { START } from './support/metrics';
import { expectNumber } from './support/numbers';
import { recordedEvents } from './support/prometheus';
import { expect, test } from './support/test';

test('counts each recorded start once, with its duration, and the requests that waited', async ({ preview, site }) => {
  await preview.openDashboard();
  const starts = await recordedEvents(site.prometheus, site.span, START.total, START.readyAt);
  expect(starts.length).toBeGreaterThan(0);
  await expectNumber(preview.figure('coldstart', 'Starts'), starts.length);
  await expectNumber(preview.figure('coldstart', 'Longest'), Math.max(...starts.map(({ seconds }) => seconds)));
  await expectNumber(
    preview.figure('coldstart', 'Requests waited'),
    await site.prometheus.total(START.delayed, site.span)
  );
});

test('follows the choice of a workload', async ({ preview, site }) => {
  const starts = await recordedEvents(site.prometheus, site.span, START.total, START.readyAt);
  const workload = starts[0]?.workload ?? 'none started';
  await preview.openDashboard({ 'var-workload': workload });
  await expectNumber(
    preview.figure('coldstart', 'Starts'),
    starts.filter((start) => start.workload === workload).length
  );
});
