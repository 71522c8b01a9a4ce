import { type GrafanaTheme2 } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { Button, TextLink, useStyles2, useTheme2 } from '@grafana/ui';
import { css, cx } from '@emotion/css';
import React, { type ReactNode } from 'react';
import { Link, useLocation } from 'grafana-private/router';
import { APP_ID } from './runtime/plugins';

const PLACES = [
  { title: 'Dashboard', prefix: '/d/', home: '/d/elastiscope-workload' },
  { title: 'Fleet', prefix: `/a/${APP_ID}`, home: `/a/${APP_ID}/fleet` },
];

/** The theme is chosen before the packages start, so a change loads the page anew. */
function switchTheme(isDark: boolean): void {
  locationService.partial({ theme: isDark ? 'light' : 'dark' }, true);
  window.location.reload();
}

/** What stands around every page: where one is, and that this is not Grafana. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const { isDark } = useTheme2();
  const { pathname } = useLocation();
  return (
    <>
      <header className={styles.header}>
        <Link to={PLACES[0]?.home ?? '/'} className={styles.brand}>
          <img src={`/public/plugins/${APP_ID}/img/logo.svg`} alt="" width={24} height={24} />
          Elastiscope
        </Link>
        <nav className={styles.places} aria-label="Pages">
          {PLACES.map(({ title, prefix, home }) => (
            <Link
              key={title}
              to={home}
              className={cx(styles.place, pathname.startsWith(prefix) && styles.here)}
              aria-current={pathname.startsWith(prefix) ? 'page' : undefined}
            >
              {title}
            </Link>
          ))}
        </nav>
        <span className={styles.notice} role="note">
          Preview page, not Grafana
          <span className={styles.detail}>
            {' '}
            · the built plugin with the packages of Grafana {config.buildInfo.version}, reading{' '}
            <TextLink href={window.elastiscopePreview.prometheus} external inline variant="bodySmall" color="secondary">
              Prometheus
            </TextLink>
            , without the charts that are Grafana&apos;s own
          </span>
        </span>
        <Button variant="secondary" fill="text" size="sm" icon="palette" onClick={() => switchTheme(isDark)}>
          {isDark ? 'Light theme' : 'Dark theme'}
        </Button>
      </header>
      <main className={styles.main}>{children}</main>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: 48,
    padding: theme.spacing(0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  brand: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.primary,
  }),
  places: css({ display: 'flex', height: '100%', gap: theme.spacing(0.5) }),
  place: css({
    display: 'flex',
    alignItems: 'center',
    padding: theme.spacing(0, 1.5),
    color: theme.colors.text.secondary,
    borderBottom: '2px solid transparent',
    '&:hover': { color: theme.colors.text.primary },
  }),
  here: css({ color: theme.colors.text.primary, borderBottomColor: theme.colors.primary.border }),
  notice: css({
    marginLeft: 'auto',
    padding: theme.spacing(0.25, 1),
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.warning.border}`,
    color: theme.colors.warning.text,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
  detail: css({
    color: theme.colors.text.secondary,
    [theme.breakpoints.down('lg')]: { display: 'none' },
  }),
  main: css({ padding: theme.spacing(2) }),
});
