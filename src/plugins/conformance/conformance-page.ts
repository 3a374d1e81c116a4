import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Conformance } from '../../content/conformance.ts';
import { routePath } from '../site-address/route-path.ts';

/**
 * Makes the page that tells what the local cloud emulates, from the local cloud's conformance tests and registry: the
 * page cannot promise what no test proves.
 */
export function conformancePage({ siteDir, baseUrl }: LoadContext): Plugin<unknown> {
  return {
    name: 'conformance-page',
    getPathsToWatch: () => [`${siteDir}/src/local-cloud/**/*.ts`],
    async loadContent() {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--no-warnings', 'src/local-cloud/testing/list-behaviours.ts'],
        { cwd: siteDir, env: { ...process.env, LIST_BEHAVIOURS: '1' }, maxBuffer: 64 * 1024 * 1024 },
      );
      return JSON.parse(stdout) satisfies Conformance;
    },
    async contentLoaded({ content, actions }) {
      const data = await actions.createData('conformance.json', JSON.stringify(content));
      actions.addRoute({
        path: routePath(baseUrl, '/about/local-cloud/'),
        component: '@site/src/components/conformance/ConformancePage.tsx',
        modules: { conformance: data },
        exact: true,
      });
    },
  };
}
