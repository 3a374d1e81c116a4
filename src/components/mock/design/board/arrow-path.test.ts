import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrowPath } from './arrow-path.ts';

const size = { width: 100, height: 100 };
const place = (column: number, row: number) => ({ column, row });
/** The numbers of a line: where it begins, what draws it to its side, where it ends. */
const points = (line: string) =>
  [...line.matchAll(/-?[\d.]+/g)].map(([number]) => Number(number)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];

test('between neighbours an arrow is straight, from edge to edge', () => {
  const [startX, startY, , byY, endX, endY] = points(arrowPath(place(1, 1), place(2, 1), [], size).line);
  assert.deepEqual([startY, byY, endY], [50, 50, 50]);
  assert.ok(startX >= 88 && startX < 93, `leaves at ${startX}`);
  assert.ok(endX > 107 && endX <= 112, `arrives at ${endX}`);
});

test('around a part that is in the way it bows, and past its edge', () => {
  const [startX, , byX, , endX] = points(arrowPath(place(1, 1), place(1, 3), [place(1, 2)], size).line);
  const middle = (startX + 2 * byX + endX) / 4;
  assert.ok(middle > 50 + 38 && middle < 112, `passes at ${middle}`);
});

test('two arrows between the same parts do not lie on each other', () => {
  const there = points(arrowPath(place(1, 1), place(2, 1), [], size, true).line);
  const back = points(arrowPath(place(2, 1), place(1, 1), [], size, true).line);
  assert.ok(there[3] > 50 && back[3] < 50, `${there[3]} and ${back[3]}`);
});

test('where nothing helps it is straight', () => {
  const everywhere = Array.from({ length: 15 }, (_, at) => place((at % 5) + 1, Math.floor(at / 5) + 1));
  const between = everywhere.filter(({ column, row }) => !(row === 2 && (column === 1 || column === 5)));
  const [, startY, , byY, , endY] = points(arrowPath(place(1, 2), place(5, 2), between, size).line);
  assert.deepEqual([startY, byY, endY], [150, 150, 150]);
});
