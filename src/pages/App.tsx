import { SceneApp, useSceneApp } from '@grafana/scenes';
import React from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { APP_URL } from './pluginId';
import { fleetPage } from './fleet/page';

const makeApp = () =>
  new SceneApp({
    pages: [fleetPage()],
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
  });

/** The app's pages; its bare address leads to the first. */
export function App(): React.ReactElement {
  const app = useSceneApp(makeApp);
  return (
    <Routes>
      <Route index element={<Navigate to={`${APP_URL}/fleet`} replace />} />
      <Route path="*" element={<app.Component model={app} />} />
    </Routes>
  );
}
