import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const lockfile = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'));

test('every package has its address, so that npm asks for it alone and not for all its versions', () => {
  const without = Object.entries(lockfile.packages)
    .filter(([path, { inBundle, link }]) => path !== '' && !inBundle && !link)
    .filter(([, { resolved }]) => !resolved?.startsWith('https://registry.npmjs.org/'))
    .map(([path]) => path);
  assert.deepEqual(without, [], 'run `npm install --package-lock-only` where .npmrc is read');
});
