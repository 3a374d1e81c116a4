// The service worker: keeps a copy of the whole site, and answers from it when there is no network. The build writes
// `version` and `files` (path below the scope → hash of its content) above this text.
/* global version, files */

const prefix = 'site-';
const cacheName = prefix + version;
/** Where a cache keeps the hashes of what it holds: no page has this address. */
const hashesKey = 'hashes-of-this-copy';
/** Tells a cache of this site from one of another on the same host that is called alike: no page has this address. */
const ownKey = 'copy-of-this-site';
/** At the same time: a reader who reads on comes first. */
const fetchesAtATime = 4;
/** A network that says nothing for this long counts as none. */
const patienceMs = 3000;

const addressOf = (path) => new URL(path, self.registration.scope).href;

// Pages come from the network where there is one, so that a new copy has nothing to wait for.
self.addEventListener('install', (event) => event.waitUntil(store().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(replaceOlder()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(self.registration.scope)) return;
  // What a reader's own run says is no part of the site.
  if (url.pathname.startsWith('/own-runs/')) return;
  // The names of these files change with what is in them: the copy is as good as the network.
  event.respondWith(url.pathname.includes('/assets/') ? fromCopy(request) : fromNetwork(request));
});

/** Stores every file; what an older copy holds unchanged is taken from there. Fails as a whole, so that no copy is half. */
async function store() {
  const cache = await caches.open(cacheName);
  await cache.put(addressOf(ownKey), new Response());
  const older = await olderCopies();
  const waiting = Object.entries(files);
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [path, hash] = next;
      const address = addressOf(path);
      const kept = older.find(({ hashes }) => hashes[path] === hash);
      const response = (await kept?.cache.match(address)) ?? (await fetch(address, { cache: 'no-cache' }));
      if (!response.ok) throw new Error(`${address} answered ${response.status}`);
      await cache.put(address, response);
    }
  };
  try {
    await Promise.all(Array.from({ length: fetchesAtATime }, work));
    for (const copy of older) await keepCodeOf(copy, cache);
    await cache.put(addressOf(hashesKey), Response.json(files));
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

/** A page that is open goes on to ask for pieces of the site that wrote it: of the copy before this one they stay. */
async function keepCodeOf({ cache: older, hashes }, cache) {
  for (const path of Object.keys(hashes)) {
    if (!path.startsWith('assets/') || Object.hasOwn(files, path)) continue;
    const kept = await older.match(addressOf(path));
    if (kept) await cache.put(addressOf(path), kept);
  }
}

/** The other copies of this site, whole or half. */
async function otherNames() {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  const isOurs = async (name) => {
    const cache = await caches.open(name);
    return (await cache.match(addressOf(ownKey))) ?? (await cache.match(addressOf(hashesKey)));
  };
  const ours = await Promise.all(names.map(isOurs));
  return names.filter((_, index) => ours[index]);
}

async function olderCopies() {
  const names = await otherNames();
  const copies = await Promise.all(
    names.map(async (name) => {
      const cache = await caches.open(name);
      const hashes = await (await cache.match(addressOf(hashesKey)))?.json();
      return hashes ? { cache, hashes } : undefined;
    }),
  );
  return copies.filter(Boolean);
}

/** Runs once the new copy is whole. */
async function replaceOlder() {
  await Promise.all((await otherNames()).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function fromNetwork(request) {
  const copy = copyOf(request);
  const answer = fetch(request);
  const tooLate = new Promise((_, reject) =>
    setTimeout(reject, patienceMs, new Error('The network is too slow.')),
  );
  try {
    return await Promise.race([answer, (await copy) ? tooLate : answer]);
  } catch (error) {
    answer.catch(() => undefined);
    const kept = await copy;
    if (kept) return kept;
    if (request.mode === 'navigate') return notFound(error);
    throw error;
  }
}

async function fromCopy(request) {
  return (await copyOf(request)) ?? fetch(request);
}

/** What the copy holds for an address; a page also without the slash at its end. */
async function copyOf(request) {
  const cache = await caches.open(cacheName);
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  return (await cache.match(address)) ?? (await cache.match(`${address}/`));
}

async function notFound(error) {
  const page = await (await caches.open(cacheName)).match(addressOf('404.html'));
  if (!page) throw error;
  return new Response(await page.text(), {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}
