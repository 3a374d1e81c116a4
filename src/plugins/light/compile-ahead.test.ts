import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileAhead } from './compile-ahead.ts';

test('what every page runs is compiled ahead, and what one page brings is not', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'built-site-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const scripts = join(folder, 'assets/js');
  mkdirSync(scripts, { recursive: true });
  const names = ['react.0a1b.js', 'vendor.2c.js', 'main.3d.js', 'runtime~main.4e.js', '17896441.5f.js'];
  for (const name of names) writeFileSync(join(scripts, name), 'use();');
  await compileAhead(folder);
  assert.deepEqual(
    names.map((name) => readFileSync(join(scripts, name), 'utf8').split('\n')[0]),
    [...Array(3).fill('//# allFunctionsCalledOnLoad'), 'use();', 'use();'],
  );
});
