import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { buildOnly } from '../light/build-only.ts';
import { routePath } from '../site-address/route-path.ts';

/**
 * Makes two pages for whoever checks this site: every sentence beside the run, the fact or the verdict that it rests on,
 * and every point of a rubric beside what backs it. No page of the course leads there.
 */
export function sideBySide({ siteDir, generatedFilesDir, baseUrl }: LoadContext): Plugin<unknown> {
  const folder = join(generatedFilesDir, 'side-by-side');
  return {
    name: 'side-by-side',
    getPathsToWatch: () => [
      `${siteDir}/docs/**/*.{mdx,yaml}`,
      `${siteDir}/src/content/{statements,facts}/*.yaml`,
      `${siteDir}/labs/*/evidence/*.local.json`,
    ],
    async loadContent() {
      await promisify(execFile)(
        process.execPath,
        ['--no-warnings', 'src/plugins/side-by-side/make.ts', folder],
        { cwd: siteDir },
      );
    },
    contentLoaded({ actions }) {
      const page = (path: string, name: string) =>
        actions.addRoute({ path, component: `@site/src/components/side-by-side/${name}.tsx`, exact: true });
      page(routePath(baseUrl, '/side-by-side/'), 'SentencesPage');
      page(routePath(baseUrl, '/side-by-side/rubrics/'), 'RubricsPage');
    },
    // As long as a book, and nothing in it moves.
    configureWebpack: buildOnly(siteDir, {
      '@side-by-side/sentences': join(folder, 'sentences.js'),
      '@side-by-side/rubrics': join(folder, 'rubrics.js'),
    }),
  };
}
