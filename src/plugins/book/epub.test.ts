import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { chapterOf } from './chapter.ts';
import { epubFile } from './epub.ts';

const meta = { title: 'A & B', root: 'https://site.test/base', madeAt: new Date('2026-11-29') };

const pages = [
  chapterOf(
    '/a/',
    `<main><h1>First</h1><p id="here">5 <b>&lt; 6</b><br>x <a href="/base/b/#there">there</a> <a href="/base/b/#gone">gone</a>
      <a href="/base/claims/">claims</a> <a href="#here">here</a></p><details><summary>More</summary><ul><li>one</ul></details>
      <button type=button>press</button><p>took <span><button>4 ms</button><span role="note">card</span></span></p>
      <p>it <span><label for="v" aria-hidden="true">tries it </label><span><button id="v">again</button><span role="note">card</span>.</span></span></p>
      <svg><path/></svg></main>`,
    1,
  ),
  chapterOf('/b/', '<main><h1>Second</h1><h2 id="there">There</h2><p id=":R1:">x</p></main>', 2),
];
const bytes = epubFile(meta, pages);
const files = Object.fromEntries(
  Object.entries(unzipSync(bytes)).map(([name, text]) => [name, strFromU8(text)]),
);

// https://www.w3.org/TR/epub-33/#sec-zip-container-mime
test('the first file says what it is, uncompressed and at its place', () => {
  assert.equal(strFromU8(bytes.slice(30, 38)), 'mimetype');
  assert.equal(strFromU8(bytes.slice(38, 58)), 'application/epub+zip');
});

// https://www.w3.org/TR/epub-33/#sec-manifest-elem and #sec-itemref-elem
test('the package lists every file once, and the order of reading', () => {
  const opf = files['OEBPS/content.opf'] ?? '';
  const listed = [...opf.matchAll(/<item id="([^"]+)" href="([^"]+)"/g)];
  const others = Object.keys(files).filter((name) => name.startsWith('OEBPS/') && !name.endsWith('.opf'));
  assert.deepEqual(listed.map(([, , href]) => `OEBPS/${href}`).sort(), others.sort());
  const ids = listed.map(([, id]) => id);
  const order = [...opf.matchAll(/<itemref idref="([^"]+)"/g)].map(([, id]) => id);
  assert.deepEqual(order, ['nav', 'c1', 'c2']);
  for (const id of order) assert.ok(ids.includes(id));
  assert.match(opf, /<dc:title>A &amp; B<\/dc:title>/);
  assert.match(opf, /dcterms:modified">2026-11-29T00:00:00Z</);
  assert.match(opf, /urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}</);
});

test('links lead to chapters and places that are there, to the site, or are none', () => {
  const first = files['OEBPS/01-a.xhtml'] ?? '';
  assert.match(first, /<a href="02-b.xhtml#there">there<\/a>/);
  assert.match(first, /<a href="02-b.xhtml">gone<\/a>/);
  assert.match(first, /<a href="https:\/\/site.test\/base\/claims\/">claims<\/a>/);
  assert.match(first, /<a href="#here">here<\/a>/);
});

test('a chapter holds the text of values and of what was folded, and nothing that is pressed or drawn', () => {
  const first = files['OEBPS/01-a.xhtml'] ?? '';
  assert.match(first, /5 <b>&lt; 6<\/b><br\/>x/);
  assert.match(first, /<p class="summary">More<\/p><ul><li>one<\/li><\/ul>/);
  assert.match(first, /<p>took 4 ms<\/p>/);
  assert.match(first, /<p>it tries it again\.<\/p>/);
  assert.doesNotMatch(first, /button|press|card|svg|path/);
  assert.doesNotMatch(files['OEBPS/02-b.xhtml'] ?? '', /:R1:/);
});

test('the same pages give the same file', () => {
  assert.deepEqual(epubFile(meta, pages), bytes);
});
