/// <reference types="systemjs" />

declare module 'grafana-private/PluginPage' {
  import type { PluginPageType } from '@grafana/runtime';
  export function setPluginPage(component: PluginPageType): void;
}

declare module 'grafana-private/PanelDataErrorView' {
  import type { ComponentType } from 'react';
  import type { PanelDataErrorViewProps } from '@grafana/runtime';
  export function setPanelDataErrorView(component: ComponentType<PanelDataErrorViewProps>): void;
}

declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';

declare module 'grafana-private/router' {
  export * from 'react-router';
  export { Link } from 'react-router-dom';
}

/** What the page's server tells its code, see `page.ts`. */
interface Window {
  readonly elastiscopePreview: { readonly prometheus: string };
}
