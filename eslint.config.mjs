import boundaries from 'eslint-plugin-boundaries';
import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import baseConfig from './.config/eslint.config.mjs';

/** Which rooms of src/ each room may import from. A room that is not named may import nothing of ours. */
const ROOMS = {
  vocabulary: [],
  yaml: [],
  elasticity: ['vocabulary', 'yaml'],
  prometheus: ['vocabulary'],
  viz: ['vocabulary'],
  panels: ['vocabulary', 'elasticity', 'prometheus', 'viz'],
  pages: ['vocabulary', 'elasticity', 'prometheus', 'viz'],
  dashboards: ['vocabulary', 'panels'],
  exporter: ['vocabulary'],
  cli: ['vocabulary', 'yaml', 'elasticity'],
};

const BROWSER_ROOMS = ['elasticity', 'prometheus', 'viz', 'panels', 'pages'];

export default defineConfig([
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/build/',
      '**/coverage',
      '.config/',
      '.elastiscope/',
      'test-results/',
      'playwright-report/',
      'compat/*/node_modules/',
    ],
  },
  ...baseConfig,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': Object.keys(ROOMS).map((room) => ({ type: room, pattern: `src/${room}` })),
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: Object.entries(ROOMS).map(([room, others]) => ({
            from: { element: { type: room } },
            allow: [room, ...others].map((type) => ({ to: { element: { type } } })),
          })),
        },
      ],
    },
  },
  {
    files: ['{compat,demo,docs,setup,test}/**/*.{ts,tsx}', 'src/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    // Recipes of the build, which tsconfig.json leaves to Node's.
    files: ['src/*/bundle.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.node.json' } },
  },
  {
    // Playwright's fixtures are handed on by a function called `use`.
    files: ['test/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    // Stands in for Grafana: it hands on what plugins expect of it, and declares modules that have no types.
    files: ['demo/preview/host/runtime/sharedModules.ts', 'demo/preview/host/private.d.ts'],
    rules: { 'no-restricted-imports': 'off', 'no-duplicate-imports': 'off' },
  },
  {
    files: ['src/vocabulary/**', 'src/yaml/**', 'src/elasticity/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['react*', '@grafana/*', 'node:*', 'uplot', 'rxjs'] }],
    },
  },
  {
    files: ['src/exporter/**', 'src/cli/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['react*', '@grafana/*', 'uplot', 'rxjs'] }] },
  },
  {
    files: BROWSER_ROOMS.map((room) => `src/${room}/**/*.{ts,tsx}`),
    ignores: ['**/*.test.{ts,tsx}', 'src/viz/**', 'src/elasticity/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: ['node:*', 'uplot'],
          paths: ['UPlotConfigBuilder', 'UPlotChart', 'TooltipPlugin2', 'EventBusPlugin'].map((importName) => ({
            name: '@grafana/ui',
            importNames: [importName],
            message: 'Charts are drawn through src/viz.',
          })),
        },
      ],
    },
  },
  {
    // A panel is loaded under its own id, where the chunk of an import() cannot be found (grafana/plugin-tools #2172).
    files: ['src/panels/**', 'src/viz/**', 'src/elasticity/**', 'src/vocabulary/**', 'src/prometheus/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression', message: 'Panels cannot load chunks: import statically.' },
      ],
    },
  },
  prettier,
]);
