import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameValue, fc } from '#testing/properties.ts';
import { withArrow, withName, withPart, withPartAt } from './change.ts';
import { columns, type Drawing, emptyDrawing, mostRows } from './drawing.ts';
import { drawingText, readDrawing } from './drawing-text.ts';
import { labelOf, partKinds } from './part-kind.ts';

const read = (text: string, before?: Drawing) => readDrawing(text, before).drawing;
const names = ({ parts }: Drawing) => parts.map(({ kind, name }) => `${kind} ${name}`);
const arrows = (drawing: Drawing) => drawing.arrows.map(({ from, to }) => `${from} > ${to}`);

test('a line is a part or a row of arrows, whatever the case and the arrow', () => {
  const drawing = read('Function: accept\ntable: Orders\n accept --> ORDERS → accept\n');
  assert.deepEqual(names(drawing), ['function accept', 'table Orders']);
  assert.deepEqual(arrows(drawing), ['accept > Orders', 'Orders > accept']);
});

test('other words for a kind are understood, and a kind alone names its part', () => {
  assert.deepEqual(names(read('Lambda: work\nDLQ\nqueue\nQueue\nEvent bus: news')), [
    'function work',
    'dead-letter-queue dead-letter queue',
    'queue queue',
    'queue queue 2',
    'bus news',
  ]);
});

test('a kind may stand in an arrow for its only part, or for one that is not there yet', () => {
  const drawing = read('API: orders API\nAPI -> function -> table');
  assert.deepEqual(names(drawing), ['api orders API', 'function function', 'table table']);
  assert.deepEqual(arrows(drawing), ['orders API > function', 'function > table']);
});

test('what is not understood is kept, and told with what to do', () => {
  const lines = [
    'Quue: orders',
    'Queue: orders',
    'Table: orders',
    'orders -> nobody',
    'orders ->',
    'orders -> orders',
  ];
  const { drawing, problems } = readDrawing(lines.join('\n'));
  assert.deepEqual(names(drawing), ['queue orders']);
  assert.deepEqual(
    problems.map(({ line }) => line),
    lines.filter((line) => line !== 'Queue: orders'),
  );
  assert.deepEqual(
    drawing.left,
    lines.filter((line) => line !== 'Queue: orders'),
  );
  assert.match(problems[0]?.problem ?? '', /“Quue” is no kind of part/);
  assert.match(problems[2]?.remedy ?? '', /Function: nobody/);
  assert.match(readDrawing('Queue: a\nQueue: b\nqueue -> a').problems[0]?.problem ?? '', /2 parts/);
});

test('a part keeps its place while the text changes, also when it is renamed in its line', () => {
  const before = read('Queue: a @ 3,2\nTable: b @ 1,4');
  assert.deepEqual(
    read('Queue: a new name\nFunction: c\nTable: b', before).parts.map(({ name, column, row }) => [
      name,
      column,
      row,
    ]),
    [
      ['a new name', 3, 2],
      ['c', 4, 2],
      ['b', 1, 4],
    ],
  );
});

test('a place that is taken, or not on the board, is another free one', () => {
  const { parts } = read('Queue: a @ 2,1\nQueue: b @ 2,1\nQueue: c @ 9,1');
  assert.equal(new Set(parts.map(({ column, row }) => `${column},${row}`)).size, 3);
});

test('more parts than places are told', () => {
  const many = Array.from({ length: columns * mostRows + 2 }, (_, at) => `Queue: q${at}`).join('\n');
  const { drawing, problems } = readDrawing(many);
  assert.equal(drawing.parts.length, columns * mostRows);
  assert.deepEqual(
    problems.map(({ problem }) => problem),
    ['The board is full.', 'The board is full.'],
  );
});

const word = fc.constantFrom('api', 'Queue', 'worker', 'orders', 'Orders', 'a b', '', 'zz', 'DLQ: x @ 2,2');
const line = fc.oneof(
  fc.tuple(word, word).map(([kind, name]) => `${kind}: ${name}`),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((each) => each.join(' -> ')),
  fc.string({ maxLength: 20 }),
);

test('any text is read, and its drawing is the same after a reload', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const drawing = read(lines.join('\n'));
      assertSameValue(read(drawingText(drawing, { places: true })), drawing);
    }),
  );
});

const step = fc.record({
  kind: fc.constantFrom(...partKinds),
  at: fc.record({ column: fc.integer({ min: 0, max: 5 }), row: fc.integer({ min: 0, max: 13 }) }),
});

test('whatever is drawn at the board is the same after a reload, and no place has two parts', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let drawing = emptyDrawing;
      for (const { kind, at } of steps) {
        const last = drawing.parts.at(-1)?.name;
        const added = withPart(drawing, kind, last);
        assert.ok(added);
        drawing = withPartAt(added.drawing, added.name, at);
        if (last) drawing = withArrow(drawing, last, added.name);
      }
      assertSameValue(read(drawingText(drawing, { places: true })), drawing);
      const places = drawing.parts.map(({ column, row }) => `${column},${row}`);
      assert.equal(new Set(places).size, drawing.parts.length);
    }),
  );
});

test('a renamed part keeps its arrows, and another name for a kind is still told apart', () => {
  const drawing = withName(read('Queue: a\nFunction: b\na -> b'), 'a', ' payments ');
  assert.equal(drawingText(drawing), 'Queue: payments\nFunction: b\npayments -> b');
  for (const kind of partKinds) assert.deepEqual(names(read(labelOf(kind)))[0]?.split(' ')[0], kind);
});
