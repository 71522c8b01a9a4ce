import { type GrafanaTheme2 } from '@grafana/data';
import { type PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import React from 'react';

/** The frame that Grafana draws around a page of an app: title, subtitle, actions, tabs. */
export function PluginPage({ pageNav, actions, info, subTitle, renderTitle, children }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const title = pageNav?.text ?? '';
  const tabs = (pageNav?.children ?? []).filter((tab) => !tab.hideFromTabs);
  const description = subTitle ?? pageNav?.subTitle;
  return (
    <div>
      <div className={styles.head}>
        <div>
          {renderTitle ? renderTitle(title) : <h1 className={styles.title}>{title}</h1>}
          {description && <div className={styles.description}>{description}</div>}
        </div>
        <div className={styles.actions}>
          {info?.map(({ label, value }) => (
            <span key={label}>
              {label}: {value}
            </span>
          ))}
          {actions}
        </div>
      </div>
      {tabs.length > 0 && (
        <TabsBar className={styles.tabs}>
          {tabs.map((tab) => (
            <Tab key={tab.url ?? tab.text} label={tab.text} href={tab.url} active={tab.active} />
          ))}
        </TabsBar>
      )}
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  }),
  title: css({ ...theme.typography.h4, margin: 0 }),
  description: css({ color: theme.colors.text.secondary }),
  actions: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  tabs: css({ marginBottom: theme.spacing(2) }),
});
