import type { LoadContext, Plugin } from '@docusaurus/types';
import type { ListedRepair } from '../../content/repair.ts';
import { routePath } from '../site-address/route-path.ts';
import { readRepairs } from './read-repairs.ts';

/** Makes the page that lists what can be mended, from the files that `npm run repair` reads. */
export function repairsPage({ siteDir, baseUrl }: LoadContext): Plugin<unknown> {
  return {
    name: 'repairs-page',
    getPathsToWatch: () => [`${siteDir}/labs/*/repairs/*/repair.yaml`],
    loadContent: () => readRepairs(siteDir),
    async contentLoaded({ content, actions }) {
      const repairs = await actions.createData('repairs.json', JSON.stringify(content as ListedRepair[]));
      actions.addRoute({
        path: routePath(baseUrl, '/repairs/'),
        component: '@site/src/components/repairs/RepairsPage.tsx',
        modules: { repairs },
        exact: true,
      });
    },
  };
}
