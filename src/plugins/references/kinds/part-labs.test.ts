import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PartLabsData } from '#content/part-labs.ts';
import { AuthorError } from '../problem.ts';
import { partLabs } from './part-labs.ts';

const root = join(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(file, 'utf8');
const list = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
const page = join(root, 'docs/queue/index.mdx');
const cut = (part: string) =>
  partLabs.cut('', { part }, { root, page, file: page, read, list }) as PartLabsData;

test('the labs of a part are those that its lessons use, each experiment at the first lesson that does', () => {
  const labs = cut('queue');
  assert.deepEqual(
    labs.map(({ lab }) => lab),
    ['two-paths', 'order-status', 'queued-api'],
  );
  const names = labs.flatMap(({ experiments }) => experiments.map(({ name }) => name));
  assert.equal(new Set(names).size, names.length);
  const [burst] = labs[0]?.experiments ?? [];
  assert.deepEqual([burst?.name, burst?.lesson.id], ['two-paths/same-burst', 'queue/accept-and-complete']);
  assert.equal(labs[0]?.title, 'Two paths for one order');
});

test('a part that is not there is refused with its name', () => {
  assert.throws(() => cut('queues'), AuthorError);
});
