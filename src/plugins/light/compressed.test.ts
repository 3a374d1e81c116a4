import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import type { Plugin } from '@docusaurus/types';
import { compressed } from './compressed.ts';

type Built = Parameters<NonNullable<Plugin['postBuild']>>[0];

test('every text file of a site is compressed as it stands in the end, and nothing else', async (context) => {
  const outDir = mkdtempSync(join(tmpdir(), 'compressed-'));
  context.after(() => rmSync(outDir, { recursive: true }));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(outDir, name)), { recursive: true });
    writeFileSync(join(outDir, name), text);
  };
  write('assets/js/main.1.js', 'code '.repeat(100));
  write('assets/font.woff2', 'font');
  write('a/index.html', '<p>page</p>'.repeat(50));
  write('moved/index.html', 'half of it');
  const { bundled, rest } = compressed();
  const built = { outDir, baseUrl: '/base/', routesPaths: ['/base/a/', '/base/404.html'] } as Built;
  await bundled().postBuild?.(built);
  write('moved/index.html', 'leads on');
  write('a/index.md', 'page '.repeat(50));
  await rest().postBuild?.(built);

  const names = (readdirSync(outDir, { recursive: true, encoding: 'utf8' }) as string[]).sort();
  assert.deepEqual(
    names.filter((name) => name.endsWith('.br')),
    ['a/index.html.br', 'a/index.md.br', 'assets/js/main.1.js.br', 'moved/index.html.br'],
  );
  for (const name of names.filter((each) => each.endsWith('.br'))) {
    const text = brotliDecompressSync(readFileSync(join(outDir, name))).toString();
    assert.equal(text, readFileSync(join(outDir, name.slice(0, -'.br'.length)), 'utf8'));
  }
});
