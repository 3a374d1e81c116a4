import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Conformance } from '../../content/conformance.ts';
import { buildOnly } from '../light/build-only.ts';
import { routePath } from '../site-address/route-path.ts';

/**
 * Makes the page that tells what the local cloud emulates, from the local cloud's conformance tests and registry: the
 * page cannot promise what no test proves.
 */
export function conformancePage({ siteDir, generatedFilesDir, baseUrl }: LoadContext): Plugin<unknown> {
  const folder = join(generatedFilesDir, 'conformance');
  const list = join(folder, 'list.js');
  return {
    name: 'conformance-page',
    getPathsToWatch: () => [`${siteDir}/src/local-cloud/**/*.ts`],
    async loadContent() {
      const file = join(generatedFilesDir, 'behaviours.json');
      await promisify(execFile)(
        process.execPath,
        ['--no-warnings', 'src/local-cloud/testing/list-behaviours.ts', file],
        { cwd: siteDir, env: { ...process.env, LIST_BEHAVIOURS: '1' } },
      );
      return JSON.parse(await readFile(file, 'utf8')) satisfies Conformance;
    },
    async contentLoaded({ content, actions }) {
      await mkdir(folder, { recursive: true });
      await writeFile(list, `export default ${JSON.stringify(content)};\n`);
      actions.addRoute({
        path: routePath(baseUrl, '/about/local-cloud/'),
        component: '@site/src/components/conformance/ConformancePage.tsx',
        exact: true,
      });
    },
    // It is the same for every reader: no browser needs it twice.
    configureWebpack: buildOnly(siteDir, { '@conformance/list': list }),
  };
}
