import type { GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import { useLocation } from 'grafana-private/router';
import React from 'react';
import type { DashboardLink } from './model';

/** The links that a dashboard carries. */
export function DashboardLinks({ links }: { readonly links: readonly DashboardLink[] }) {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  return (
    <div className={styles.links}>
      {links.map((link) => (
        <LinkButton
          key={link.title}
          size="sm"
          variant="secondary"
          fill="outline"
          href={addressOf(link, search)}
          tooltip={link.tooltip}
        >
          {link.title}
        </LinkButton>
      ))}
    </div>
  );
}

/** Where a link leads, with the time range and the variables that it asks to keep. */
function addressOf({ url = '', keepTime, includeVars }: DashboardLink, search: string): string {
  const kept = [...new URLSearchParams(search)].filter(
    ([name]) => (keepTime && (name === 'from' || name === 'to')) || (includeVars && name.startsWith('var-'))
  );
  const query = new URLSearchParams(kept).toString();
  return query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url;
}

const getStyles = (theme: GrafanaTheme2) => ({
  links: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
});
