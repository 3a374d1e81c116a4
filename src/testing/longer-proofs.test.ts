import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

test('CONTRIBUTING.md says of every longer proof what it proves, and what of it `npm test` runs', () => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  // What `npm test` runs whole, and what runs all the others.
  const others = ['test:unit', 'test:browser', 'test:everything'];
  const proofs = scripts.filter((name) => name.startsWith('test:') && !others.includes(name));
  const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `npm run (test:[a-z-]+)` +\|[^|]+\|[^|]+\|$/gm)];
  assert.deepEqual(rows.map(([, name]) => name).sort(), proofs.sort());
});
