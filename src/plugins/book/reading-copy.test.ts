import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { readingCopy } from './reading-copy.ts';

const copyOf = (files: Record<string, string>, baseUrl = '/') => {
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  const copied = unzipSync(readingCopy(bytes, baseUrl));
  return Object.fromEntries(
    Object.entries(copied).map(([name, text]) => [name.replace('200-or-202/', ''), strFromU8(text)]),
  );
};

test('links lead from file to file, below a base as well', () => {
  for (const base of ['/', '/200-or-202/']) {
    const copy = copyOf(
      {
        'a/b/index.html': `<a href=${base}claims/#002-s1>x</a><a class="k" href="${base}">y</a><link rel="stylesheet" href="${base}assets/s.css">`,
        'claims/index.html': `<a href="${base}a/b/">z</a>`,
        'index.html': 'home',
        'assets/s.css': `a{background:url(${base}i.svg)}`,
        'i.svg': '<svg/>',
      },
      base,
    );
    assert.equal(
      copy['a/b/index.html'],
      '<a href="../../claims/index.html#002-s1">x</a><a class="k" href="../../index.html">y</a><link rel="stylesheet" href="../../assets/s.css">',
    );
    assert.equal(copy['claims/index.html'], '<a href="../a/b/index.html">z</a>');
    assert.equal(copy['assets/s.css'], 'a{background:url(../i.svg)}');
  }
});

test('scripts go, links to other sites stay, and a link to what is not in the copy is none', () => {
  const { 'index.html': html } = copyOf({
    'index.html':
      '<script>x</script><script src="/m.js"></script><a href="https://docs.aws.amazon.com/">a</a><a href="/side-by-side/">b</a><a href="#here">c</a>',
  });
  assert.equal(html, '<a href="https://docs.aws.amazon.com/">a</a><a>b</a><a href="#here">c</a>');
});
