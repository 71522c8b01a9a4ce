import { PluginContextProvider } from '@grafana/data';
import { Alert, ErrorBoundaryAlert, LoadingPlaceholder } from '@grafana/ui';
import React from 'react';
import { useLoaded } from '../useLoaded';
import { APP_ID, importApp } from '../runtime/plugins';

/** The pages of the app plugin, below its address. */
export function AppPage() {
  const { value: plugin, error } = useLoaded(importApp, []);
  if (error) {
    return (
      <Alert title="The app could not be loaded" severity="error">
        {error.message}
      </Alert>
    );
  }
  if (!plugin?.root) {
    return <LoadingPlaceholder text="Loading app" />;
  }
  const Root = plugin.root;
  return (
    <ErrorBoundaryAlert>
      <PluginContextProvider meta={plugin.meta}>
        <Root meta={plugin.meta} basename={`/a/${APP_ID}`} onNavChanged={() => undefined} query={{}} path="" />
      </PluginContextProvider>
    </ErrorBoundaryAlert>
  );
}
