import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuthorError, nearest, unknownName } from './problem.ts';

test('suggests the nearest name, and lists all when none is near', () => {
  assert.equal(nearest('snyc', ['queued', 'sync']), 'sync');
  assert.equal(unknownName('variant', 'snyc', ['queued', 'sync']).remedy, 'Did you mean "sync"?');
  assert.equal(unknownName('variant', 'push', ['queued', 'sync']).remedy, 'Known: "queued", "sync".');
  assert.equal(unknownName('lab', 'push', []).remedy, 'There is none yet.');
});

test('an error tells place and problem, then what to do', () => {
  const error = new AuthorError('there is no lab "x".', 'Did you mean "y"?').at('docs/a.mdx:3');
  assert.equal(error.message, 'docs/a.mdx:3: there is no lab "x".\nDid you mean "y"?');
});
