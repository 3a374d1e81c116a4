import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Ledger } from '../../content/ledger.ts';
import { buildOnly } from '../light/build-only.ts';
import { routePath } from '../site-address/route-path.ts';

/** Makes the page of the ledger. The build fails when a page builds on a claim that does not hold. */
export function ledgerPage({ siteDir, generatedFilesDir, baseUrl }: LoadContext): Plugin<unknown> {
  const folder = join(generatedFilesDir, 'ledger');
  return {
    name: 'ledger-page',
    getPathsToWatch: () => [
      `${siteDir}/src/content/{statements,facts}/*.yaml`,
      `${siteDir}/labs/*/evidence/*.local.json`,
      `${siteDir}/docs/**/*.{mdx,yaml}`,
    ],
    loadContent: () => printLedger(siteDir),
    async contentLoaded({ content, actions }) {
      const { claims, facts, ...shown }: Ledger = JSON.parse(String(content));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'grounds.js'), `export default ${JSON.stringify({ claims, facts })};\n`);
      const data = await actions.createData('ledger.json', JSON.stringify(shown));
      actions.addRoute({
        path: routePath(baseUrl, '/claims/'),
        component: '@site/src/components/ledger/LedgerPage.tsx',
        modules: { ledger: data },
        exact: true,
      });
    },
    // What the verdicts rest on is half of the page, and no filter asks for it.
    configureWebpack: buildOnly(siteDir, { '@ledger/grounds': join(folder, 'grounds.js') }),
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
