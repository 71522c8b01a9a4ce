import { test } from '@playwright/test';

test('in a real Grafana', () => {
  test.skip(true, 'there is no Grafana: set GRAFANA_URL or GRAFANA_HOME');
});
