import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ReplayData } from '#content/replay/replay-data.ts';
import { replay } from './replay.ts';

const root = join(import.meta.dirname, '../../../..');
const file = join(root, 'labs/three-shapes/evidence/one-part-fails.local.json');
const read = (path: string) => readFileSync(path, 'utf8');

test('a run beside a stand-in is drawn as it told: requests, a process that is down, and no table', () => {
  const { variants } = replay.cut(
    read(file),
    { experiment: 'three-shapes/one-part-fails', variants: 'monolith-1 one-function' },
    { root, page: '', file, read, list: () => [] },
  ) as ReplayData;
  const [process, functions] = variants;
  assert.ok(process && functions);
  const kinds = ({ run }: typeof process) => run.places.map(({ kind }) => kind);

  assert.match(process.told ?? '', /A stand-in, not the cloud, tells of Load balancer and Shop\./);
  assert.deepEqual(kinds(process), ['caller', 'load-balancer', 'container']);
  assert.deepEqual(
    process.run.broken.map(({ how }) => how),
    ['dies', 'takes no request'],
  );
  assert.equal(functions.told, undefined);
  assert.ok(kinds(functions).includes('table'));

  for (const { sampled, run } of variants) {
    assert.match(sampled, /\d+ of \d+ requests, evenly spread/);
    assert.ok(run.copies.every(({ word }) => word === 'request'));
  }
});
