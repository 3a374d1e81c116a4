import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesOf } from './places.ts';

const page = (main: string, head = '') =>
  `<html><head>${head}</head><body><main>${main}</main></body></html>`;

test('a page is cut at its headings, each with its address', () => {
  const places = placesOf(
    '/queue/x/',
    page(
      '<h1>Queues</h1><p>First.</p><h2 id="why">Why<a class="hash-link">#</a></h2><p>It is <b>so</b>.</p>',
    ),
  );
  assert.deepEqual(
    places.map(({ group, page, heading, address, text }) => [group, page, heading, address, text]),
    [
      ['Lessons', 'Queues', '', '/queue/x/', 'First.'],
      ['Lessons', 'Queues', 'Why', '/queue/x/#why', 'It is so.'],
    ],
  );
});

test('an entry of a list that has an address of its own is a place', () => {
  const places = placesOf('/facts/', page('<h1>Facts</h1><ul><li id="a">One</li><li id="b">Two</li></ul>'));
  assert.deepEqual(
    places.map(({ address, text }) => [address, text]),
    [
      ['/facts/#a', 'One'],
      ['/facts/#b', 'Two'],
    ],
  );
});

test('controls, popovers and the solutions of cards are not text of a page', () => {
  const [place] = placesOf(
    '/questions/a/b/',
    page(
      '<h1>Card</h1><p>Which one?<span role="note">source</span></p><button>Check</button><div class="without-js"><details>The right one</details></div>',
    ),
  );
  assert.equal(place?.text, 'Which one?');
});

test('a page that asks not to be found is not found', () => {
  assert.deepEqual(placesOf('/x/', page('<h1>X</h1><p>Y</p>', '<meta name="robots" content="noindex">')), []);
});

test('the verdict of a claim and its statement are two lines; the mark of an address is none', () => {
  const [place] = placesOf(
    '/queue/x/',
    page(
      '<h1>X</h1><details id="claim-a"><summary><span>holds</span><span>It is so.</span></summary><a aria-label="Address of a">#</a></details>',
    ),
  );
  assert.equal(place?.text, 'holds\nIt is so.');
});
