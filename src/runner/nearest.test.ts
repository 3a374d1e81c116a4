import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestion } from './nearest.ts';

test('two letters that changed places are one slip', () => {
  assert.equal(suggestion('two-pahts', ['sync-api', 'two-paths']), 'Did you mean two-paths?');
});

test('a name that is like none gets the whole list', () => {
  assert.equal(suggestion('kinesis', ['sync-api', 'two-paths']), 'Known: sync-api, two-paths.');
});
