import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type SiteServer, serveSite } from './server.ts';

let root: string;
let site: SiteServer;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'site-'));
  await mkdir(join(root, 'lesson'));
  await writeFile(join(root, 'index.html'), 'home');
  await writeFile(join(root, '404.html'), 'ours');
  await writeFile(join(root, 'lesson/index.html'), 'lesson');
  site = await serveSite({ port: 0, root });
});
after(async () => {
  await site.close();
  await rm(root, { recursive: true });
});

test('serves the first page and pages in folders', async () => {
  assert.equal(await (await fetch(site.url)).text(), 'home');
  assert.equal(await (await fetch(`${site.url}lesson/`)).text(), 'lesson');
});

test('answers an unknown address with 404 and our own page', async () => {
  const response = await fetch(`${site.url}nothing/`);
  assert.equal(response.status, 404);
  assert.equal(await response.text(), 'ours');
});

test('does not leave its folder', async () => {
  const { status } = await get('/../../etc/passwd', 'localhost');
  assert.equal(status, 404);
});

test('refuses a Host header that is not this machine’s own name', async () => {
  assert.equal((await get('/', 'evil.example')).status, 403);
  assert.equal((await get('/', 'localhost.evil.example')).status, 403);
  assert.equal((await get('/', `127.0.0.1:${site.port}`)).status, 200);
});

test('an address that is none, and a part that is none, get an answer, and the server goes on', async () => {
  for (const path of ['//', '//:99999/', '/%', '/%00', '/%E0%A4%A/', '/?%', 'http://[', '/lesson/%2e%2e/'])
    assert.ok([200, 400, 404].includes((await get(path, 'localhost')).status ?? 0), path);
  for (const range of ['bytes=5-3', 'bytes=9-', 'bytes=-2', 'bytes=x', 'lines=1-2']) {
    const response = await fetch(site.url, { headers: { range } });
    assert.deepEqual([response.status, await response.text()], [200, 'home'], range);
  }
});

test('a site that is built anew while it is served is the new one', async () => {
  await writeFile(join(root, 'changing.html'), 'old');
  assert.equal(await (await fetch(`${site.url}changing/`)).text(), 'old');
  await writeFile(join(root, 'changing.html'), 'new and longer');
  const page = await fetch(`${site.url}changing/`);
  assert.equal(await page.text(), 'new and longer');
  assert.equal(page.headers.get('cache-control'), 'no-cache');
  await rm(join(root, 'changing.html'));
  assert.equal((await fetch(`${site.url}changing/`)).status, 404);
});

test('what is named after its content is kept by a browser, and not asked for again', async () => {
  await mkdir(join(root, 'assets/js'), { recursive: true });
  await writeFile(join(root, 'assets/js/main.0a1b2c.js'), '1');
  const script = await fetch(`${site.url}assets/js/main.0a1b2c.js`);
  assert.match(script.headers.get('cache-control') ?? '', /immutable/);
});

test('a file that cannot be read any more ends its answer, and not the server', async (t) => {
  if (process.platform === 'win32') return t.skip('a socket is no file there');
  // It is seen, and cannot be opened: so is a file that goes in this moment.
  const gone = createServer().listen(join(root, 'gone.txt'));
  await once(gone, 'listening');
  t.after(() => gone.close());
  await assert.rejects(fetch(`${site.url}gone.txt`).then((response) => response.text()));
  assert.equal((await fetch(site.url)).status, 200);
});

test('listens on loopback only', async (t) => {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
  if (!address) return t.skip('this machine has no other address');
  const outcome = await new Promise((resolve) => {
    connect(site.port, address)
      .once('connect', () => resolve('connected'))
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  assert.equal(outcome, 'ECONNREFUSED');
});

test('says what to do when the port is taken', async () => {
  await assert.rejects(serveSite({ port: site.port, root }), {
    message: `Port ${site.port} is taken.\nStop what uses it, or choose another one: npm start -- --port ${site.port + 1}`,
  });
});

test('says what to do when nothing is built', async () => {
  await assert.rejects(serveSite({ port: 0, root: join(root, 'nowhere') }), /There is no built site/);
});

function get(path: string, host: string): Promise<{ status: number | undefined }> {
  return new Promise((resolve, reject) => {
    request({ port: site.port, host: '127.0.0.1', path, headers: { host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    })
      .on('error', reject)
      .end();
  });
}
