import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** Sends the headers that a host reads from `_headers` with every page of the site, as that host does. */
export async function sendHostHeaders(page: Page, file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [, first = ''] = /^\S*\*\n((?: {2}.+\n)+)/m.exec(text) ?? [];
  const headers = Object.fromEntries(
    first
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().split(/:\s(.*)/s))
      .map(([name = '', value = '']) => [name.toLowerCase(), value]),
  );
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
  });
}
