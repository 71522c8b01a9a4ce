# Images of Elastiscope: docker build --target grafana | exporter | fleet .
ARG NODE_VERSION=24.11.0
ARG GRAFANA_IMAGE=grafana
ARG GRAFANA_VERSION=12.4.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

# Grafana with the plugin inside. The plugin is not signed, so its six ids are allowed by name in docker-compose.yml.
FROM grafana/${GRAFANA_IMAGE}:${GRAFANA_VERSION} AS grafana
COPY --from=build /app/dist /var/lib/grafana/plugins/elastiscope-llm-app

# The exporter sidecar: one file, no root, nothing written to disk, so that its root file system may be read-only.
FROM node:${NODE_VERSION}-alpine AS exporter
COPY --from=build /app/build/exporter/elastiscope-exporter.cjs /usr/local/bin/elastiscope-exporter
# A small young generation keeps 20 MiB that would only be garbage (docs/performance.md).
ENV NODE_OPTIONS="--max-old-space-size=96 --max-semi-space-size=4"
# The user `node`, as a number: Kubernetes cannot tell from a name that it is not root.
USER 1000:1000
EXPOSE 8080 9464
HEALTHCHECK --interval=10s --timeout=2s \
  CMD address=${ELASTISCOPE_ADMIN_LISTEN:-:9464}; wget -q -O /dev/null "http://127.0.0.1:${address##*:}/livez" || exit 1
ENTRYPOINT ["node", "/usr/local/bin/elastiscope-exporter"]

# The demo: stand-in backends with their sidecars, load, autoscalers; promtool writes the history it opens on.
FROM build AS fleet
RUN apt-get update \
  && apt-get install --yes --no-install-recommends prometheus \
  && rm -rf /var/lib/apt/lists/*
ENTRYPOINT ["node", "--import", "tsx"]
