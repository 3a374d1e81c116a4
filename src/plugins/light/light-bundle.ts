import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from '@docusaurus/types';
import { compileAhead } from './compile-ahead.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const plugins = join(folder, '..');

/**
 * Keeps pages light: what Docusaurus ships and no page of ours needs stays out of the bundle, React and the other
 * packages get chunks of their own, and nothing is fetched before a reader asks for it.
 */
export function lightBundle(): Plugin {
  return {
    name: 'light-bundle',
    getClientModules: () => [join(folder, 'no-prefetch.ts'), join(folder, 'docs-layers.ts')],
    async postBuild({ outDir }) {
      await compileAhead(outDir);
    },
    configureWebpack: (config, isServer, { currentBundler: { instance } }) => ({
      resolve: {
        alias: {
          // Code is highlighted when the site is built (src/plugins/code).
          'prism-react-renderer$': join(folder, 'no-prism.ts'),
          nprogress$: join(folder, 'no-progress.ts'),
          ...(config.mode === 'production' && {
            'react-is$': join(folder, 'no-checks.ts'),
            'hoist-non-react-statics$': join(folder, 'no-checks.ts'),
          }),
        },
      },
      module: {
        rules: [
          {
            // package.json says "type": "module"; the files that Docusaurus generates are not strict ES modules.
            test: /\.docusaurus[\\/].*\.js$/,
            type: 'javascript/auto',
            resolve: { fullySpecified: false },
          },
          ...(isServer ? [] : [lighterFiles, lighterRoutes]),
        ],
      },
      // A persistent cache knows the files of the pages, not those of our plugins.
      experiments: { cache: { buildDependencies: pluginFiles() } },
      ...(isServer
        ? {
            // Chunks of their own would be loaded as .js files, which package.json makes ES modules; they are not.
            output: { asyncChunks: false },
            // No alias: Docusaurus has one for all of react-dom, and the first one counts.
            plugins: [
              new instance.NormalModuleReplacementPlugin(
                /^react-dom\/server$/,
                join(folder, 'whole-pages.ts'),
              ),
              new instance.NormalModuleReplacementPlugin(absentParts, join(folder, 'no-part.ts')),
            ],
          }
        : {
            optimization: { splitChunks: { cacheGroups: vendorChunks } },
            // A chunk has a number and a name, and every page would carry which belongs to which, twice.
            output:
              config.mode === 'production' ? { chunkFilename: 'assets/js/[id].[contenthash:6].js' } : {},
            mergeStrategy: { plugins: 'replace' },
            plugins: [
              // It finds chunks by their names, only to fetch them ahead (see no-prefetch.ts).
              ...(config.plugins ?? []).filter((plugin) => plugin?.constructor.name !== 'ChunkAssetPlugin'),
              new instance.NormalModuleReplacementPlugin(
                /^\.\/ExecutionEnvironment$/,
                join(folder, 'no-link-observers.ts'),
              ),
              new instance.NormalModuleReplacementPlugin(/^tslib$/, (asked) => {
                if (asked.context.includes('utils-common')) asked.request = join(folder, 'import-default.ts');
              }),
              new instance.NormalModuleReplacementPlugin(absentParts, join(folder, 'no-part.ts')),
              // The build has written its script into the first page; what hides it is in coming.css.
              new instance.NormalModuleReplacementPlugin(
                /^\.\/BaseUrlIssueBanner$/,
                join(folder, 'no-part.ts'),
              ),
            ],
          }),
    }),
  };
}

/**
 * Parts of the theme that no page of ours has: there is one version of the pages in one language, without tags, drafts and
 * announcements, and all items of the bar lead to a page.
 */
const absentParts =
  /^@theme\/(AnnouncementBar|ContentVisibility|DocVersionBadge|DocVersionBanner|DocItem\/Footer|DocSidebarItem\/Html|SearchMetadata|NavbarItem\/(Doc|DocSidebar|DocsVersion|DocsVersionDropdown|Dropdown|Html|LocaleDropdown|Search)NavbarItem)$/;

const lighterFiles = {
  test: /\.docusaurus[\\/](globalData\.json|site-metadata\.json|docusaurus\.config\.mjs|docusaurus-plugin-content-docs[\\/]default[\\/]p[\\/].*\.json)$/,
  use: [join(folder, 'lighter-data.ts')],
};

const lighterRoutes = {
  test: /\.docusaurus[\\/](registry\.js|routes\.js|routesChunkNames\.json)$/,
  use: [join(folder, 'lighter-routes.ts')],
};

const vendorChunks = {
  react: {
    test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/,
    name: 'react',
    chunks: 'initial',
    enforce: true,
    priority: 60,
  },
  vendor: {
    test: /[\\/]node_modules[\\/].*\.m?js$/,
    name: 'vendor',
    chunks: 'initial',
    enforce: true,
    priority: 55,
  },
} as const;

function pluginFiles(): string[] {
  return readdirSync(plugins, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(plugins, path));
}
