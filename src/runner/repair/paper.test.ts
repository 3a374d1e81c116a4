import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { project } from '../project.ts';
import { columnsOf } from '../terminal/text.ts';
import { findRepairs } from './find-repairs.ts';
import { listRepairs } from './list-repairs.ts';
import { openPaper, type Paper } from './paper.ts';
import { tellEnd, tellHint, tellSolution, tellStory } from './tell.ts';

const repairs = await findRepairs(project.root);
const [next] = repairs;
const begun = { startedAt: '2026-01-02T03:04:05.000Z', hints: 1, asked: 0 };
const mended = { ...begun, mended: { at: '2026-01-02T03:04:05.000Z', hash: 'a' } };

/** What is written on a paper of a stream with these properties. */
function written(stream: object, write: (paper: Paper) => void): string {
  const output = new PassThrough();
  write(openPaper(Object.assign(output, stream) as never));
  return String(output.read() ?? '');
}

/** All that `npm run repair` says of every repair, but the changes of code in its solution. */
function tellAll(paper: Paper): void {
  listRepairs(paper, repairs, {});
  listRepairs(paper, repairs, { [repairs[0]?.name ?? '']: begun, [repairs[1]?.name ?? '']: mended });
  for (const file of repairs) {
    tellStory(paper, file, { folder: `.runs/repair/${file.name}`, made: true, progress: mended });
    for (let read = 1; read <= file.repair.hints.length + 1; read += 1) tellHint(paper, file, read);
    const approaches = file.repair.approaches.map((approach) => ({ ...approach, edits: [] }));
    tellSolution(paper, { ...file, repair: { ...file.repair, approaches } }, new Map());
    tellEnd(paper, file, next);
  }
}

for (const columns of [80, 60])
  test(`in a terminal of ${columns} columns no line is longer`, () => {
    const lines = written({ isTTY: true, columns }, tellAll).split('\n');
    assert.ok(lines.length > 500);
    assert.deepEqual(
      lines.filter((line) => columnsOf(line) > columns),
      [],
    );
  });

test('in a pipe there is no colour and no control character', () => {
  const text = written({}, tellAll);
  assert.ok(text.length > 10_000);
  for (const character of text) assert.ok(character === '\n' || character >= ' ', JSON.stringify(character));
});
