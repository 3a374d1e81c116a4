import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { createElement as h, lazy, Suspense } from 'react';
import { renderToPipeableStream } from './whole-pages.ts';

test('what is behind Suspense in a large page is written where it belongs, not into a hidden part', async () => {
  const Late = lazy(async () => ({ default: () => h('p', null, 'x'.repeat(20_000)) }));
  const page = h(
    'main',
    null,
    [1, 2, 3].map((key) => h(Suspense, { key, fallback: null }, h(Late))),
  );
  const html = await new Promise<string>((resolve, reject) => {
    const out = new PassThrough();
    const { pipe } = renderToPipeableStream(page, {
      onError: reject,
      onAllReady() {
        pipe(out);
        text(out).then(resolve, reject);
      },
    });
  });
  assert.equal(html.match(/<p>/g)?.length, 3);
  assert.doesNotMatch(html, /hidden/);
});
