import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { build } from 'esbuild';
import type { ExploreData } from '#content/explore-data.ts';
import { routePath } from '../site-address/route-path.ts';
import { readPrices } from './prices.ts';
import { readRecorded } from './recorded.ts';

/**
 * Makes the page of the explorer, and the one of the challenges. Their worker and their styles are bundled here and reach
 * the pages' own scripts as an address and as a text: in the site's bundle they would weigh on the scripts and the style
 * sheet of every page. So do those of the figures with knobs (`<Knob>`), which reach the scripts of the lessons that have
 * one.
 */
export function explorePage({ siteDir, generatedFilesDir, baseUrl }: LoadContext): Plugin<unknown> {
  const folder = join(generatedFilesDir, 'explore');
  // A name that no rule for scripts takes: it is finished.
  const named = (name: string) => join(folder, name);
  const bundles = {
    [named('worker.bundle')]: 'src/explorer/run/worker.ts',
    [named('knob-worker.bundle')]: 'src/explorer/figures/worker.ts',
    [named('styles.text')]: 'src/components/explore/explore.css',
    [named('knob-styles.text')]: 'src/components/knob/knob.css',
    [named('challenge-styles.text')]: 'src/components/challenges/challenges.css',
  };
  return {
    name: 'explore-page',
    getPathsToWatch: () => [
      `${siteDir}/src/explorer/**/*.ts`,
      `${siteDir}/src/components/{challenges,explore,knob}/*.css`,
      `${siteDir}/src/content/facts/price-*.yaml`,
    ],
    async loadContent(): Promise<ExploreData> {
      await mkdir(folder, { recursive: true });
      for (const [file, source] of Object.entries(bundles))
        await writeFile(file, await bundled(join(siteDir, source)));
      return { prices: readPrices(siteDir), recorded: readRecorded(siteDir) };
    },
    async contentLoaded({ content, actions }) {
      actions.addRoute({
        path: routePath(baseUrl, '/explore/'),
        component: '@site/src/components/explore/ExplorePage.tsx',
        modules: { data: await actions.createData('explore.json', JSON.stringify(content)) },
        exact: true,
      });
      const { prices } = content as ExploreData;
      actions.addRoute({
        path: routePath(baseUrl, '/challenges/'),
        component: '@site/src/components/challenges/ChallengesPage.tsx',
        modules: { data: await actions.createData('challenges.json', JSON.stringify({ prices })) },
        exact: true,
      });
    },
    configureWebpack: (_config, isServer) => ({
      resolve: {
        alias: {
          '@explore/worker$': named('worker.bundle'),
          '@explore/knob-worker$': named('knob-worker.bundle'),
          '@explore/styles$': named('styles.text'),
          '@explore/knob-styles$': named('knob-styles.text'),
          '@explore/challenge-styles$': named('challenge-styles.text'),
        },
      },
      module: {
        rules: [
          {
            test: /[\\/]explore[\\/](knob-)?worker\.bundle$/,
            type: 'asset/resource',
            generator: { filename: 'assets/js/explore-[name].[contenthash].js', emit: !isServer },
          },
          { test: /[\\/]explore[\\/]((knob|challenge)-)?styles\.text$/, type: 'asset/source' },
        ],
      },
    }),
  };
}

/** A file with all that it imports, as small as it gets, for the browsers of .browserslistrc. */
async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'chrome125', 'firefox128', 'safari17.4'],
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
