import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMended } from './repair-state.ts';

const at = '2026-01-02T03:04:05.000Z';
const begun = { startedAt: at, hints: 1, asked: 0 };
const fileOf = (repairs: object) => JSON.stringify({ schemaVersion: 1, repairs });

test('what was mended is told, and what was only begun is not', () => {
  const text = fileOf({ 'charged-twice': { ...begun, mended: { at, hash: 'a' } }, 'lost-in-a-batch': begun });
  assert.deepEqual(parseMended(text), { mended: { 'charged-twice': at } });
  assert.deepEqual(parseMended(fileOf({})), { mended: {} });
});

test('another file is refused: what is wrong with it, and which one is meant', () => {
  const wrong = ['{"repairs":', '[]', '{"schemaVersion":2,"repairs":{}}', fileOf({ a: { mended: 'yes' } })];
  for (const text of wrong) {
    const said = parseMended(text);
    assert.ok('problem' in said && /^This file/.test(said.problem), text);
    assert.match(said.remedy, /\.runs\/repair\/state\.json/);
  }
});

test('a name is a name, whatever it says', () => {
  const text = fileOf({ a: { ...begun, mended: { at, hash: 'a' } } }).replace('"a":', '"__proto__":');
  const said = parseMended(text);
  assert.ok('mended' in said);
  assert.equal(Object.getPrototypeOf(said.mended), Object.prototype);
});
