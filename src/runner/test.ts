import { buildSiteIfStale } from './build-site.ts';
import { findChromium } from './chromium.ts';
import { runProgram } from './program.ts';

/** `npm test`: everything that must hold, cheapest first. Arguments go to Playwright. */
export async function test(args: string[]): Promise<number> {
  const CHROMIUM_PATH = await findChromium();
  for (const script of ['typecheck', 'lint', 'check', 'test:unit'])
    await runProgram('npm', ['run', '--silent', script]);
  await buildSiteIfStale();
  await runProgram('playwright', ['test', ...args], { env: { CHROMIUM_PATH } });
  return 0;
}
