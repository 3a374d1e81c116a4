import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLessonFiles, rowsOfPart } from './lesson-files.ts';
import { AuthorError } from './problem.ts';

function lessons(after: Record<string, string[]>) {
  const paths = Object.keys(after).map((id) => join(id, 'index.mdx'));
  const read = (file: string) => {
    const id = Object.keys(after).find((each) => file.endsWith(join(each, 'index.mdx'))) ?? '';
    return `---\ntitle: About ${id}\nafter: [${after[id]?.join(', ')}]\n---\n\nText.\n`;
  };
  return readLessonFiles('/site', () => [...paths, join('queue', 'index.mdx')], read);
}

test('a lesson stands below everything that it needs in its part', () => {
  const all = lessons({
    'queue/accept': ['sync/path'],
    'queue/backlog': ['queue/accept'],
    'queue/capping': ['queue/accept', 'queue/backlog'],
    'queue/dying': ['queue/accept'],
    'sync/path': [],
  });
  assert.deepEqual(
    rowsOfPart(all, 'queue').map((row) => row.map(({ id }) => id)),
    [['queue/accept'], ['queue/backlog', 'queue/dying'], ['queue/capping']],
  );
});

test('a lesson that needs one that is not there fails, with its file and the nearest name', () => {
  assert.throws(
    () => rowsOfPart(lessons({ 'queue/accept': ['queue/back-log'], 'queue/backlog': [] }), 'queue'),
    (error) =>
      error instanceof AuthorError &&
      error.problem === 'docs/queue/accept/index.mdx: there is no lesson "queue/back-log".' &&
      error.remedy === 'Did you mean "queue/backlog"?',
  );
});

test('lessons that need each other in a circle fail', () => {
  const all = lessons({ 'queue/a': ['queue/b'], 'queue/b': ['queue/a'] });
  assert.throws(() => rowsOfPart(all, 'queue'), /queue\/a → queue\/b → queue\/a need each other in a circle/);
});
