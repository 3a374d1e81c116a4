import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { OwnRun } from '#content/own-run.ts';
import { type SiteServer, serveSite } from '../server.ts';
import { FakeRuns } from './testing/fake-runs.ts';

const path = '/own-runs/event-bus/route-by-content';

let root: string;
let site: SiteServer;
let runs: FakeRuns;
let key: string;
/** The incident that was played last. */
let played: string | undefined;
let readMended: () => Record<string, string>;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'site-'));
  for (const name of ['index.html', '404.html', 'a.js']) await writeFile(join(root, name), name);
});
after(() => rm(root, { recursive: true }));
beforeEach(async () => {
  runs = new FakeRuns();
  played = undefined;
  readMended = () => ({ 'charged-twice': '2026-01-02T03:04:05.000Z' });
  site = await serveSite({
    ...{ port: 0, root },
    labs: {
      has: (experiment) => ['event-bus/route-by-content', 'two-paths/same-burst'].includes(experiment),
      start: runs.start,
      resultAt: (experiment) =>
        experiment === 'two-paths/same-burst' ? '2026-01-02T03:04:05.000Z' : undefined,
      readResult: () => '{"schemaVersion":1}',
      readMended: () => readMended(),
      readPlayed: () => played,
    },
  });
  key = new URL(site.runUrl).searchParams.get('key') ?? '';
});

afterEach(() => site.close());

/** What our own page sends. */
const own = () => ({
  host: `localhost:${site.port}`,
  origin: `http://localhost:${site.port}`,
  'sec-fetch-site': 'same-origin',
  cookie: `other=1; own-runs-${site.port}-key=${key}`,
});

async function call(
  method: string,
  at: string,
  headers: Record<string, string | undefined> = {},
  body?: string,
): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
  const sent = Object.entries({ ...own(), ...headers }).filter(([, value]) => value !== undefined);
  const outgoing = request({
    port: site.port,
    host: '127.0.0.1',
    path: at,
    method,
    headers: Object.fromEntries(sent),
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode ?? 0, headers: response.headers, body: text };
}

test('a page of the site asks for a run, sees where it stands, and stops it', async () => {
  const asked = await call('POST', path);
  assert.equal(asked.status, 202);
  assert.equal((JSON.parse(asked.body) as OwnRun).phase, 'running');
  assert.deepEqual(runs.names(), ['event-bus/route-by-content']);
  assert.equal((await call('DELETE', path)).status, 202);
  assert.deepEqual(runs.stopped, ['event-bus/route-by-content']);
  // A browser sends no Origin with what only reads.
  const { status, body } = await call('GET', path, { origin: undefined });
  assert.deepEqual([status, JSON.parse(body).phase], [200, 'stopping']);
  runs.end('event-bus/route-by-content', 'Stopped.');
});

test('whoever is not a page of the site, with the key of this start, gets 403, and nothing begins', async () => {
  const strangers: Record<string, Record<string, string | undefined>> = {
    'a page of another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    'another program of this machine that serves pages': {
      origin: 'http://localhost:3000',
      'sec-fetch-site': 'same-site',
    },
    'a page in a sandbox': { origin: 'null' },
    'a form, from a browser that does not say where it stands': { origin: 'https://evil.example' },
    'the same host with TLS': { origin: `https://localhost:${site.port}` },
    'no Origin': { origin: undefined },
    'no Origin, and another page': { origin: undefined, 'sec-fetch-site': 'none' },
    'a name that leads here (rebinding)': { host: 'evil.example', origin: 'http://evil.example' },
    'a name that begins like ours': {
      host: `localhost.evil.example:${site.port}`,
      origin: `http://localhost.evil.example:${site.port}`,
    },
    'another user of this machine, who has no key': { cookie: undefined },
    'the key of an earlier start': { cookie: `own-runs-${site.port}-key=${'A'.repeat(key.length)}` },
    'a key that is cut off': { cookie: `own-runs-${site.port}-key=${key.slice(0, -1)}` },
    'an empty key': { cookie: `own-runs-${site.port}-key=` },
    'the key under another name': { cookie: `own-runs-1-key=${key}; key=${key}` },
  };
  for (const [who, headers] of Object.entries(strangers)) {
    for (const method of ['POST', 'DELETE']) {
      const { status, body } = await call(method, path, headers);
      assert.equal(status, 403, `${method} by ${who}`);
      assert.doesNotMatch(body, new RegExp(key));
    }
    // What only reads comes without an Origin from our own page, too.
    if (who === 'no Origin') continue;
    for (const at of [path, `${path}/events`, `${path}/result`, '/own-runs/mended', '/own-runs/played'])
      assert.equal((await call('GET', at, headers)).status, 403, `GET ${at} by ${who}`);
  }
  assert.deepEqual(runs.names(), []);
});

test('only names of experiments are taken: no path, no other method, no body', async () => {
  const wrong: [expected: number, method: string, at: string, body?: string][] = [
    [404, 'POST', '/own-runs/event-bus/no-such'],
    [404, 'POST', '/own-runs/'],
    [404, 'POST', '/own-runs/event-bus'],
    [404, 'POST', '/own-runs/../event-bus/route-by-content'],
    [404, 'POST', '/own-runs/event-bus/../../../etc/passwd'],
    [404, 'POST', '/own-runs/..%2f..%2fetc/passwd'],
    [404, 'POST', '/own-runs/event-bus/%72oute-by-content'],
    [404, 'POST', '/own-runs/event-bus/route-by-content?x=1'],
    [404, 'POST', '/own-runs/constructor/__proto__'],
    [404, 'POST', '/own-runs/event-bus/route-by-content.ts'],
    [404, 'GET', `${path}/result`],
    [404, 'GET', `${path}/other`],
    [405, 'PUT', path],
    [405, 'OPTIONS', path],
    [405, 'POST', `${path}/result`],
    [405, 'POST', '/own-runs/mended'],
    [404, 'GET', '/own-runs/mended/events'],
    [405, 'POST', '/own-runs/played'],
    [404, 'GET', '/own-runs/played/202'],
    [413, 'POST', path, 'x'],
    [413, 'POST', path, 'x'.repeat(100_000)],
  ];
  for (const [expected, method, at, body] of wrong) {
    const answer = await call(
      method,
      at,
      body === undefined ? {} : { 'content-length': String(body.length) },
      body,
    );
    assert.equal(answer.status, expected, `${method} ${at}`);
    const { problem, remedy } = JSON.parse(answer.body);
    assert.ok(problem && remedy);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  }
  assert.deepEqual(runs.names(), []);
});

test('the address that is printed gives the key to a browser, as a cookie that no script reads', async () => {
  const given = await call('GET', `/?key=${key}`, { cookie: undefined });
  assert.deepEqual([given.status, given.headers.location], [302, '/']);
  const cookies = given.headers['set-cookie'] ?? [];
  assert.deepEqual(cookies, [
    `own-runs-${site.port}=here; Path=/; SameSite=Strict`,
    `own-runs-${site.port}-key=${key}; Path=/; HttpOnly; SameSite=Strict`,
  ]);
  for (const at of ['/', '/?key=wrong', `/a/?key=${key}`]) {
    const page = await call('GET', at, { cookie: undefined });
    assert.deepEqual(page.headers['set-cookie'], cookies.slice(0, 1), at);
    assert.doesNotMatch(page.body, new RegExp(key));
  }
  assert.equal((await call('GET', '/a.js')).headers['set-cookie'], undefined);
});

test('a run is followed as it goes, and its result is read', async () => {
  const outgoing = request({
    port: site.port,
    host: '127.0.0.1',
    path: `${path}/events`,
    headers: own(),
  }).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  assert.equal(response.headers['content-type'], 'text/event-stream');
  const heard = response.setEncoding('utf8')[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await heard.next()).value).replace(/^data: /, '')) as OwnRun;
  assert.deepEqual(await next(), { experiment: 'event-bus/route-by-content', before: [], log: '' });
  await call('POST', path);
  assert.equal((await next()).phase, 'running');
  runs.hear('event-bus/route-by-content').log('Deploying\n');
  assert.equal((await next()).log, 'Deploying\n');
  runs.end('event-bus/route-by-content');
  assert.equal((await next()).phase, 'ended');
  outgoing.destroy();
  const result = await call('GET', '/own-runs/two-paths/same-burst/result');
  assert.deepEqual([result.status, result.body], [200, '{"schemaVersion":1}']);
});

test('streams of many tabs do not take all connections that a browser has: the oldest one ends', async (t) => {
  const opened = async () => {
    const at = { port: site.port, host: '127.0.0.1', path: `${path}/events`, headers: own() };
    const outgoing = request(at).end();
    t.after(() => outgoing.destroy());
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const ended = once(response.resume(), 'end').then(
      () => true,
      () => false,
    );
    return { response, ended };
  };
  const [first, ...others] = [await opened(), await opened(), await opened(), await opened()];
  others.push(await opened());
  assert.equal(await first?.ended, true);
  assert.ok(others.every(({ response }) => !response.readableEnded));
});

test('a page is told which repairs are mended', async () => {
  const { status, body } = await call('GET', '/own-runs/mended', { origin: undefined });
  assert.deepEqual([status, JSON.parse(body)], [200, { 'charged-twice': '2026-01-02T03:04:05.000Z' }]);
});

test('a page is given the incident that was played last, and null when none was', async () => {
  const read = () => call('GET', '/own-runs/played', { origin: undefined });
  assert.deepEqual((await read()).body, 'null');
  played = '{"schemaVersion":2}';
  const { status, body } = await read();
  assert.deepEqual([status, body], [200, played]);
});

test('what breaks at one request is told in two parts, and ends neither the server nor a run', async () => {
  await call('POST', path);
  readMended = () => {
    throw new Error('EACCES: permission denied, open state.json');
  };
  const { status, body } = await call('GET', '/own-runs/mended', { origin: undefined });
  assert.equal(status, 500);
  const { problem, remedy } = JSON.parse(body);
  assert.ok(/EACCES/.test(problem) && remedy);
  for (const at of ['//', '//x:y/', '/?%']) assert.ok((await call('GET', at)).status < 500, at);
  assert.equal(JSON.parse((await call('GET', path)).body).phase, 'running');
  assert.deepEqual(runs.stopped, []);
  runs.end('event-bus/route-by-content');
});

test('a site without labs has no such addresses, and says nothing of them', async () => {
  await site.close();
  site = await serveSite({ port: 0, root });
  assert.equal((await call('POST', path)).status, 404);
  assert.equal((await call('GET', '/')).headers['set-cookie'], undefined);
  assert.equal(site.runUrl, site.url);
});
