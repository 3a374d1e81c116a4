import assert from 'node:assert/strict';
import { test } from 'node:test';
import { siteRootOf } from './site-root.ts';

test('a path of the site follows what it stands below', () => {
  const url = 'https://example.org';
  assert.equal(siteRootOf({ url, baseUrl: '/' }), 'https://example.org');
  assert.equal(siteRootOf({ url, baseUrl: '/200-or-202/' }), 'https://example.org/200-or-202');
});
