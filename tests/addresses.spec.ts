/* `npm run test:rebuild` asks the same of a site that is built for an address of its own, below a path. */
import { join } from 'node:path';
import { brokenAddresses, canonicalOf } from './support/addresses.ts';
import { expect, test } from './support/site.ts';

const build = join(import.meta.dirname, '../build');

test('every address in every page leads to a file', () => {
  expect(brokenAddresses(build, '/')).toEqual([]);
});

test('a page names its own address', () => {
  expect(canonicalOf(build, 'claims')).toBe('http://localhost:2020/claims/');
});
