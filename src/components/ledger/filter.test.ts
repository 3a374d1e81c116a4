import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everything, type Filter, filterOf, passes, queryOf } from './filter.ts';

const entry = { id: '002/s10', verdict: 'wrong', pages: ['/two-ways/place-one-order/'] } as const;

const cases: [what: string, filter: Partial<Filter>, through: boolean][] = [
  ['nothing chosen', {}, true],
  ['its verdict', { verdict: 'wrong' }, true],
  ['another verdict', { verdict: 'right' }, false],
  ['its text', { text: '002' }, true],
  ['another text', { text: '00' }, false],
  ['a page that cites it', { page: '/two-ways/place-one-order/' }, true],
  ['a page that does not', { page: '/two-ways/' }, false],
  ['one that fits and one that does not', { verdict: 'wrong', text: '001' }, false],
];

for (const [what, filter, through] of cases) {
  test(`filter by ${what}`, () => assert.equal(passes(entry, { ...everything, ...filter }), through));
}

test('a filter survives its way through an address', () => {
  const filter = { verdict: 'conditional', text: '002', page: '/two-ways/place-one-order/' };
  assert.deepEqual(filterOf(queryOf(filter)), filter);
  assert.equal(queryOf(everything), '');
  assert.deepEqual(filterOf('?verdict=wrong&other=1'), { ...everything, verdict: 'wrong' });
  // An address from when the scale had four verdicts.
  assert.deepEqual(filterOf('?verdict=half-true'), everything);
});
