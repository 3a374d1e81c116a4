import type { LoadContext, Plugin } from '@docusaurus/types';
import { routePath } from '../site-address/route-path.ts';
import { readFacts } from './read-facts.ts';

/** Makes the page that lists every fact with its source and its date. */
export function factsPage({ siteDir, baseUrl }: LoadContext): Plugin<unknown> {
  return {
    name: 'facts-page',
    getPathsToWatch: () => [`${siteDir}/src/content/facts/*.yaml`],
    loadContent: async () => readFacts(siteDir),
    async contentLoaded({ content, actions }) {
      const data = await actions.createData('facts.json', JSON.stringify(content));
      actions.addRoute({
        path: routePath(baseUrl, '/facts/'),
        component: '@site/src/components/facts/FactsPage.tsx',
        modules: { groups: data },
        exact: true,
      });
    },
  };
}
