import { ErrorWithStack } from '@grafana/ui';
import React, { Component, type ErrorInfo, type ReactNode } from 'react';
import { shouldReload } from './reloadOnce';

interface State {
  readonly error: Error | undefined;
  readonly errorInfo: ErrorInfo | null;
  readonly reloading: boolean;
}

/** Shows a fault of the app in its place; reloads the page once when a part of the app could not be fetched. */
export class AppErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined, errorInfo: null, reloading: false };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  override componentDidCatch(error: Error, errorInfo: ErrorInfo): void {
    const reloading = shouldReload(error);
    this.setState({ errorInfo, reloading });
    if (reloading) {
      window.location.reload();
    }
  }

  override render(): ReactNode {
    const { error, errorInfo, reloading } = this.state;
    if (error === undefined) {
      return this.props.children;
    }
    return reloading ? null : (
      <ErrorWithStack title="Elastiscope could not be shown" error={error} errorInfo={errorInfo} />
    );
  }
}
