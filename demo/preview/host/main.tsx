import { ThemeContext } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { config, locationService, LocationServiceProvider } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React, { useLayoutEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Navigate, Route, Router, Routes } from 'grafana-private/router';
import { AppPage } from './app/AppPage';
import { DashboardPage } from './dashboard/DashboardPage';
import type { VariableLookup } from './data/interpolate';
import { fillRegistries } from './runtime/registries';
import { APP_ID } from './runtime/plugins';
import { provideServices } from './runtime/services';
import { shareModules } from './runtime/sharedModules';
import { Shell } from './Shell';

/** The variables of the dashboard on the screen, for those who ask Grafana's services instead of their props. */
let dashboardVariables: VariableLookup = () => undefined;

const publishVariables = (lookup: VariableLookup) => {
  dashboardVariables = lookup;
};

const history = locationService.getHistory();

function Page({ dataSource }: { readonly dataSource: ReturnType<typeof provideServices> }) {
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen(setLocation), []);
  return (
    <Router location={location} navigator={history}>
      <GlobalStyles />
      <Shell>
        <Routes>
          <Route
            path="/d/:uid/*"
            element={<DashboardPage dataSource={dataSource} publishVariables={publishVariables} />}
          />
          <Route path={`/a/${APP_ID}/*`} element={<AppPage />} />
          <Route path="*" element={<Navigate to={`/d/elastiscope-workload${location.search}`} replace />} />
        </Routes>
      </Shell>
      <PortalContainer />
    </Router>
  );
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) {
    throw new Error('The page was served without its root element.');
  }
  await initPluginTranslations('grafana', []);
  fillRegistries();
  const dataSource = provideServices((name) => dashboardVariables(name));
  // Last, because what is shared is copied and the setters above replace exports of the packages.
  shareModules();
  createRoot(root).render(
    <ThemeContext.Provider value={config.theme2}>
      <LocationServiceProvider service={locationService}>
        <Page dataSource={dataSource} />
      </LocationServiceProvider>
    </ThemeContext.Provider>
  );
}

start().catch((error: Error) => {
  document.body.textContent = `The preview page could not start: ${error.message}`;
});
