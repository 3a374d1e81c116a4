import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'cheerio';
import type { Node } from '../reading/readable.ts';
import { toMarkdown } from './to-markdown.ts';

const markdown = (html: string) =>
  toMarkdown(
    load(html)('body').contents().toArray() as unknown as Node[],
    (href) => `https://site.test${href}`,
  );

const cases: [what: string, html: string, markdown: string][] = [
  ['headings and paragraphs', '<h2>A  <em>b</em></h2>\n<p>One\ntwo.</p>', '## A *b*\n\nOne two.'],
  [
    'links',
    '<p>See <a href="/claims/#a">the <b>claims</b></a>.</p>',
    'See [the **claims**](https://site.test/claims/#a).',
  ],
  ['nested lists', '<ul><li>a<ol><li>b<li>c</ol><li>d</ul>', '- a\n  1. b\n  2. c\n- d'],
  ['code', '<pre><code>a\n  b\n</code></pre><p><code>c</code></p>', '```\na\n  b\n```\n\n`c`'],
  [
    'tables',
    '<table><tr><th>a<th>b<tr><td>1 | 2<td><p>x</p></table>',
    '| a | b |\n| --- | --- |\n| 1 \\| 2 | x |',
  ],
  ['details', '<details><summary>More</summary><p>text</p></details>', '**More**\n\ntext'],
  ['loose text beside blocks', 'loose <b>text</b><p>block</p>', 'loose **text**\n\nblock'],
];

for (const [what, html, expected] of cases) {
  test(what, () => assert.equal(markdown(html), expected));
}
