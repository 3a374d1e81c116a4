import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  nameProblem,
  withArrow,
  withKind,
  withoutArrow,
  withoutPart,
  withPart,
  withPartAt,
} from './change.ts';
import { type Drawing, emptyDrawing, partOf, rowsOf } from './drawing.ts';
import { drawingText, readDrawing } from './drawing-text.ts';

const read = (text: string) => readDrawing(text).drawing;
const text = (drawing: Drawing) => drawingText(drawing, { places: true });

test('a new part stands beside the one it was added to, with a name that nobody has', () => {
  const one = withPart(emptyDrawing, 'queue');
  assert.ok(one);
  const two = withPart(one.drawing, 'queue', one.name);
  assert.ok(two);
  assert.equal(text(two.drawing), 'Queue @ 1,1\nQueue: queue 2 @ 2,1');
});

test('a part that is moved onto another one changes places with it, and none leaves the board', () => {
  const drawing = read('Queue: a @ 1,1\nTable: b @ 2,1');
  assert.equal(text(withPartAt(drawing, 'A', { column: 2, row: 1 })), 'Queue: a @ 2,1\nTable: b @ 1,1');
  assert.equal(withPartAt(drawing, 'a', { column: 0, row: 1 }), drawing);
  assert.equal(withPartAt(drawing, 'nobody', { column: 3, row: 1 }), drawing);
});

test('an arrow is drawn once, never to its own part, and goes with its parts', () => {
  const drawing = read('Queue: a\nTable: b\na -> b');
  assert.equal(withArrow(drawing, 'A', 'B'), drawing);
  assert.equal(withArrow(drawing, 'a', 'a'), drawing);
  assert.deepEqual(withoutPart(drawing, 'b').arrows, []);
  assert.deepEqual(withoutArrow(drawing, 'A', 'b').arrows, []);
  assert.equal(withoutArrow(drawing, 'b', 'a').arrows.length, 1);
});

test('a name says why it cannot be taken', () => {
  const drawing = read('Queue: a\nTable: b');
  assert.equal(nameProblem(drawing, 'a', 'A'), undefined);
  assert.match(nameProblem(drawing, 'a', ' B ') ?? '', /another part called b/);
  assert.match(nameProblem(drawing, 'a', ' ') ?? '', /without a name/);
  assert.match(nameProblem(drawing, 'a', 'x -> y') ?? '', /arrow in a name/);
  assert.match(nameProblem(drawing, 'a', 'x'.repeat(41)) ?? '', /41 characters/);
});

test('a part becomes another kind, and the board has a free row below', () => {
  const drawing = withKind(read('Queue: a @ 1,7'), 'a', 'stream');
  assert.equal(partOf(drawing, 'a')?.kind, 'stream');
  assert.equal(rowsOf(drawing), 8);
  assert.equal(rowsOf(emptyDrawing), 4);
});
