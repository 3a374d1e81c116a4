import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { filesToKeep, workerText } from './offline.ts';

async function builtSite(t: TestContext, files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

test('pages are kept by their addresses; what is not read offline is left out', async (t) => {
  const folder = await builtSite(t, {
    'index.html': 'home',
    'claims/index.html': 'claims',
    'claims/index.html.br': 'x',
    'claims/index.md': 'x',
    '404.html': 'none',
    'moved/index.html': '<meta http-equiv="refresh" content="0; url=/claims/">',
    'assets/js/main.1.js': 'x',
    'take-away/cards.apkg': 'x',
    _headers: 'x',
  });
  assert.deepEqual(Object.keys(await filesToKeep(folder)), [
    '404.html',
    'assets/js/main.1.js',
    'claims/',
    '',
  ]);
});

test('the version changes with what is kept, and with nothing else', async (t) => {
  const version = async (home: string) => {
    const folder = await builtSite(t, { 'index.html': home });
    return workerText('', await filesToKeep(folder)).split('\n')[0];
  };
  assert.equal(await version('a'), await version('a'));
  assert.notEqual(await version('a'), await version('b'));
});
