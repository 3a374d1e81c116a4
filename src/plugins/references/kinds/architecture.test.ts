import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Pipeline } from '#content/pipeline.ts';
import { architecture } from './architecture.ts';

const root = join(import.meta.dirname, '../../../..');
const file = join(root, 'labs/two-paths/pipeline.yaml');
const read = (each: string) => readFileSync(each, 'utf8');
const cut = async (attributes: Record<string, string>) => {
  const site = { root, page: file, file, read, list: () => [] };
  const { paths } = (await architecture.cut(
    read(file),
    { lab: 'two-paths', ...attributes },
    site,
  )) as Pipeline;
  return paths.map(({ name }) => name);
};

test('a lab’s pipeline is drawn whole, or the paths that are named, in the pipeline’s order', async () => {
  const all = await cut({});
  assert.ok(all.length > 1);
  assert.deepEqual(await cut({ path: all.toReversed().join(' ') }), all);
  assert.deepEqual(await cut({ path: all[1] ?? '' }), all.slice(1, 2));
});

test('a path that the lab does not have is refused with those that it has', async () => {
  const [known = ''] = await cut({});
  await assert.rejects(cut({ path: `${known} nowhere` }), /nowhere[\s\S]*two-paths[\s\S]*/);
});
