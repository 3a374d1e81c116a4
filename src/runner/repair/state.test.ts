import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keepProgress, lookAtState, readState } from './state.ts';

const emptyRuns = () => mkdtempSync(join(tmpdir(), 'repairs-'));

test('what is kept of one repair is added to what was known of it, and others stay', () => {
  const runs = emptyRuns();
  keepProgress('a', { hints: 1 }, runs);
  keepProgress('b', {}, runs);
  keepProgress('a', { asked: 1 }, runs);
  const { a, b } = readState(runs);
  assert.equal(a?.hints, 1);
  assert.equal(a?.asked, 1);
  assert.equal(b?.hints, 0);
});

test('a reset forgets one repair and no other', () => {
  const runs = emptyRuns();
  keepProgress('a', {}, runs);
  keepProgress('b', {}, runs);
  keepProgress('a', undefined, runs);
  assert.deepEqual(Object.keys(readState(runs)), ['b']);
});

test('a file that cannot be read is set aside, and said so', () => {
  const runs = emptyRuns();
  mkdirSync(join(runs, 'repair'));
  const path = join(runs, 'repair', 'state.json');
  writeFileSync(path, '{"repairs":');
  const warned: string[] = [];
  assert.deepEqual(
    readState(runs, (message) => warned.push(message)),
    {},
  );
  assert.equal(readFileSync(`${path}.broken`, 'utf8'), '{"repairs":');
  assert.equal(existsSync(path), false);
  assert.match(warned.join(), /state\.json\.broken/);
});

test('who only looks leaves a file that cannot be read where it is', () => {
  const runs = emptyRuns();
  assert.deepEqual(lookAtState(runs), {});
  keepProgress('a', { hints: 1 }, runs);
  assert.equal(lookAtState(runs).a?.hints, 1);
  const path = join(runs, 'repair', 'state.json');
  writeFileSync(path, '{"repairs":');
  assert.deepEqual(lookAtState(runs), {});
  assert.equal(readFileSync(path, 'utf8'), '{"repairs":');
});
