import { AppPlugin, type AppRootProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { AppErrorBoundary } from './pages/AppErrorBoundary';

const App = lazy(async () => {
  const { loadApp } = await import('./pages/loadApp');
  return { default: await loadApp() };
});

function Root(props: AppRootProps): React.ReactElement {
  return (
    <AppErrorBoundary>
      <Suspense fallback={<LoadingPlaceholder text="" />}>
        <App {...props} />
      </Suspense>
    </AppErrorBoundary>
  );
}

export const plugin = new AppPlugin().setRootPage(Root);
