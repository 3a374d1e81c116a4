import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { routePath } from '../site-address/route-path.ts';

/** Makes the page of the ledger. The build fails when a page builds on a claim that does not hold. */
export function ledgerPage({ siteDir, baseUrl }: LoadContext): Plugin<unknown> {
  return {
    name: 'ledger-page',
    getPathsToWatch: () => [
      `${siteDir}/src/content/{statements,facts}/*.yaml`,
      `${siteDir}/labs/*/evidence/*.local.json`,
      `${siteDir}/docs/**/*.{mdx,yaml}`,
    ],
    loadContent: () => printLedger(siteDir),
    async contentLoaded({ content, actions }) {
      const data = await actions.createData('ledger.json', String(content));
      actions.addRoute({
        path: routePath(baseUrl, '/claims/'),
        component: '@site/src/components/ledger/LedgerPage.tsx',
        modules: { ledger: data },
        exact: true,
      });
    },
  };
}

/** The ledger as JSON. Throws what is wrong with it, as an author reads it. */
async function printLedger(root: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', 'src/plugins/ledger/print-ledger.ts'],
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
    );
    return stdout;
  } catch (error) {
    throw new Error((error as { stderr?: string }).stderr || String(error));
  }
}
