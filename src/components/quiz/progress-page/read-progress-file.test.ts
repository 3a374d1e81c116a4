import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyProgress } from '#content/progress/empty.ts';
import { serializeProgress } from '#content/progress/parse.ts';
import { limits, type Mark } from '#content/progress/record.ts';
import { readProgressFile } from './read-progress-file.ts';

const marks = (count: number, kind: 'opened' | 'read'): Mark[] =>
  Array.from({ length: count }, (_, at) => {
    const mark = { of: `queue/${at}`, updatedAt: 1 };
    return kind === 'opened' ? { kind, ...mark } : { kind, ...mark, done: true };
  });
const fileOf = (text: string) => new File([text], 'progress.json');

test('a file says what it would add', async () => {
  const other = { ...emptyProgress, marks: marks(3, 'read') };
  const read = await readProgressFile(fileOf(serializeProgress(other)), emptyProgress);
  assert.ok(read.ok);
  assert.equal(read.adds.marks, 3);
});

test('a file that together with what is here could not be kept any more is refused, whichever list is too long', async () => {
  const half = limits.marks / 2 + 1;
  const here = { ...emptyProgress, marks: marks(half, 'opened') };
  const other = { ...emptyProgress, marks: marks(half, 'read') };
  const read = await readProgressFile(fileOf(serializeProgress(other)), here);
  assert.ok(!read.ok);
  assert.match(read.problem, /more than 20000 things/);
});

test('a file that is gone, or a folder, is refused with what to do', async () => {
  const gone = Object.assign(fileOf('{}'), {
    text: () => Promise.reject(new DOMException('', 'NotFoundError')),
  });
  const read = await readProgressFile(gone, emptyProgress);
  assert.ok(!read.ok);
  assert.match(`${read.problem} ${read.remedy}`, /could not read it.*Choose a file/);
});
