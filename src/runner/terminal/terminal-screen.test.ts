import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { terminalScreen } from './terminal-screen.ts';
import { columnsOf } from './text.ts';

/** A window whose width can be changed, and what was written to it. */
class Window extends Writable {
  columns: number;
  rows = 24;
  isTTY = true;
  readonly written: string[] = [];

  constructor(columns: number) {
    super();
    this.columns = columns;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.written.push(chunk.toString());
    done();
  }

  getColorDepth = () => 1;
}

const below = ['HTTP API → SQS → Lambda → DynamoDB and more than fits', 'x'.repeat(200)];

for (const columns of [24, 40, 80]) {
  test(`no line of the bar is wider than a window of ${columns} columns`, () => {
    const window = new Window(columns);
    const bar = terminalScreen(window as unknown as WriteStream, false).progress('Deploying '.repeat(20));
    bar.update(0.5, 'a note that is far too long for it '.repeat(5), below);
    bar.end('done '.repeat(40));
    for (const line of stripVTControlCharacters(window.written.join('')).split(/[\r\n]/))
      assert.ok(columnsOf(line) < columns, line);
  });
}

test('after the window has shrunk, the rows that the lines now take are drawn over', () => {
  const window = new Window(80);
  const bar = terminalScreen(window as unknown as WriteStream, false).progress('Deploying');
  bar.update(0.5, 'a note', below);
  window.columns = 40;
  window.written.length = 0;
  bar.update(0.6, 'a note', below);
  // The bar's line takes 41 columns, the first below 56, and the second 79: two rows each.
  assert.ok(
    window.written.join('').startsWith('\u001b[5A'),
    JSON.stringify(window.written.join('').slice(0, 10)),
  );
});

test('a section may take the columns of the window as it is now', () => {
  const window = new Window(80);
  const screen = terminalScreen(window as unknown as WriteStream, false);
  assert.equal(screen.columns, 76);
  window.columns = 50;
  assert.equal(screen.columns, 46);
  window.columns = 10;
  assert.equal(screen.columns, 20);
});

test('a window that does not say how wide it is gets as much as most have', () => {
  const window = new Window(0);
  const screen = terminalScreen(window as unknown as WriteStream, false);
  assert.equal(screen.columns, 76);
  const bar = screen.progress('Deploying');
  bar.update(0.5, 'a note', ['HTTP API → SQS']);
  bar.end('Ran 3 repetitions.');
  const shown = stripVTControlCharacters(window.written.join(''));
  for (const text of ['Deploying', '50 %  a note', 'HTTP API → SQS', 'Ran 3 repetitions.'])
    assert.ok(shown.includes(text), text);
});

test('who ends a run in the middle of its bar gets the cursor back; afterwards nothing is left to do', () => {
  const window = new Window(80);
  const before = process.listeners('exit');
  const bar = terminalScreen(window as unknown as WriteStream, false).progress('Deploying');
  const [atExit, ...others] = process.listeners('exit').filter((each) => !before.includes(each));
  assert.deepEqual(others, []);
  window.written.length = 0;
  atExit?.(130);
  assert.deepEqual(window.written, ['\u001b[?25h']);
  bar.end('Stopped.');
  assert.deepEqual(process.listeners('exit'), before);
});
