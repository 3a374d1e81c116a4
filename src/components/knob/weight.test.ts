import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { figures } from '../../explorer/figures/figures.ts';
import { knob } from '../../plugins/references/kinds/knob.ts';

const root = join(import.meta.dirname, '../../..');

/** What a lesson with a figure loads more before a knob is touched: the component, its styles and its first picture. */
const mostBytes = 12 * 1024;

/** What is in every page's scripts already, or is fetched when a knob is touched. */
const elsewhere = [
  'react',
  'react/jsx-runtime',
  '@docusaurus/*',
  '@explore/knob-worker',
  '@explore/knob-styles',
];

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, file)],
    bundle: true,
    minify: true,
    format: 'esm',
    jsx: 'automatic',
    external: elsewhere,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** The figures with knobs of each lesson. */
const lessons = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.mdx'))
  .map((path) => ({
    path,
    names: [...readFileSync(join(root, 'docs', path), 'utf8').matchAll(/<Knob figure="([^"]+)"/g)].map(
      ([, name = '']) => name,
    ),
  }))
  .filter(({ names }) => names.length > 0);

test('every figure stands in one lesson', () => {
  assert.deepEqual(lessons.flatMap(({ names }) => names).sort(), Object.keys(figures).sort());
});

for (const { path, names } of lessons)
  test(`${path} loads at most 12 KiB more for ${names.join(' and ')} before it is touched`, async () => {
    const place = { root, page: '', file: '', read: () => '', list: () => [] };
    const data = names.map((figure) => JSON.stringify(knob.cut('', { figure }, place))).join('');
    const styles = await bundled('knob.css');
    const code = await bundled('Knob.tsx');
    assert.ok(code.length > 1000 && styles.length > 1000 && data.length > 500);
    // The page holds styles and picture once as HTML, and once for React.
    const bytes = brotliCompressSync(code + styles + data).length + brotliCompressSync(styles + data).length;
    assert.ok(bytes <= mostBytes, `${bytes} bytes`);
  });
