import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { project } from '../project.ts';
import { withQuickNpx } from './quick-npx.ts';

/** Calls npx as a synthesis does; behind ours stands one that prints what it is asked. */
function npx(t: TestContext, ...args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'npx-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'npx'), '#!/bin/sh\necho "npm was asked: $*"\n', { mode: 0o755 });
  const PATH = withQuickNpx([folder, process.env.PATH].join(delimiter));
  return execFileSync('sh', ['-c', 'npx "$@"', 'sh', ...args], {
    encoding: 'utf8',
    env: { ...process.env, PATH },
  }).trim();
}

const skip = process.platform === 'win32' && 'CDK calls npx.cmd there';

test('an installed program is started without npm, with its parameters', { skip }, (t) => {
  const { version } = JSON.parse(
    readFileSync(join(project.root, 'node_modules/esbuild/package.json'), 'utf8'),
  );
  assert.equal(npx(t, '--no-install', 'esbuild', '--version'), version);
});

test('whatever else is asked goes to npx', { skip }, (t) => {
  assert.equal(
    npx(t, '--no-install', 'not-installed', 'a b'),
    'npm was asked: --no-install not-installed a b',
  );
  assert.equal(npx(t, 'esbuild', '--version'), 'npm was asked: esbuild --version');
  assert.equal(npx(t), 'npm was asked:');
});
