import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linksIn, stateOf } from './external-links.ts';

test('links of a page to other sites, each once, without the place in the page', () => {
  const html = `<a href="https://docs.aws.amazon.com/a.html#x">a</a><a href="https://docs.aws.amazon.com/a.html">a</a>
    <a href="/claims/">ours</a><a href="http://localhost:2020/">here</a><a href="https://site.example/">made up</a>`;
  assert.deepEqual(linksIn(html), ['https://docs.aws.amazon.com/a.html']);
});

const answering = (...statuses: number[]) => {
  const methods: string[] = [];
  const ask = async (_: unknown, { method = '' }: RequestInit = {}) => {
    methods.push(method);
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  return { ask: ask as typeof fetch, methods };
};

test('a host that refuses HEAD is asked with GET', async () => {
  const { ask, methods } = answering(405, 200);
  assert.equal((await stateOf('https://a.example/', ask)).fine, true);
  assert.deepEqual(methods, ['HEAD', 'GET']);
});

test('what is gone says how it answered', async () => {
  const { ask } = answering(404, 404);
  assert.deepEqual(await stateOf('https://a.example/', ask), { fine: false, because: 'answered 404' });
  const failing = async () => {
    throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
  };
  assert.deepEqual(await stateOf('https://a.example/', failing), {
    fine: false,
    because: 'getaddrinfo ENOTFOUND',
  });
});
