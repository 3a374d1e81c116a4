import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { workerText } from './offline.ts';

const scope = 'https://host.test/200-or-202/';
const source = readFileSync(join(import.meta.dirname, 'worker.js'), 'utf8');

/** The caches of a host, by their names. */
function cachesOfAHost() {
  const kept = new Map<string, Map<string, Response>>();
  const addressOf = (asked: string | { url: string }) => (typeof asked === 'string' ? asked : asked.url);
  return {
    kept,
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    async open(name: string) {
      const cache = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, cache);
      return {
        match: async (asked: string) => cache.get(addressOf(asked))?.clone(),
        put: async (asked: string, response: Response) => void cache.set(addressOf(asked), response),
      };
    },
  };
}

type Heard = (event: object) => void;

/** Runs the worker of a build on a host, from its installation to where it answers. `asked`: what it fetches, by its path. */
async function runWorker(caches: ReturnType<typeof cachesOfAHost>, build: Record<string, string>) {
  const asked: string[] = [];
  const listeners = new Map<string, Heard>();
  const self = {
    registration: { scope },
    clients: { claim: async () => undefined },
    skipWaiting: async () => undefined,
    addEventListener: (kind: string, listener: Heard) => listeners.set(kind, listener),
  };
  const fetch = async (wanted: string | { url: string }) => {
    const path = (typeof wanted === 'string' ? wanted : wanted.url).slice(scope.length);
    asked.push(path);
    return Object.hasOwn(build, path) ? new Response(build[path]) : new Response('', { status: 404 });
  };
  const context = createContext({ self, caches, fetch, Response, URL, setTimeout, Error });
  runInContext(workerText(source, build), context);
  for (const kind of ['install', 'activate']) {
    let done: Promise<unknown> | undefined;
    listeners.get(kind)?.({
      waitUntil: (until: Promise<unknown>) => {
        done = until;
      },
    });
    await done;
  }
  asked.length = 0;
  const ask = async (path: string) => {
    let answer: Promise<Response> | undefined;
    const request = { url: scope + path, method: 'GET', mode: 'cors' };
    listeners.get('fetch')?.({
      request,
      respondWith: (given: Promise<Response>) => {
        answer = given;
      },
    });
    return (await answer)?.status;
  };
  return { ask, asked };
}

test('a page that is open while the site is built anew finds the code it was written with, until the build after', async () => {
  const caches = cachesOfAHost();
  await runWorker(caches, { '': 'one', 'assets/js/one.js': '1' });
  const second = await runWorker(caches, { '': 'two', 'assets/js/two.js': '2' });
  assert.deepEqual([await second.ask('assets/js/one.js'), second.asked], [200, []]);
  assert.equal(caches.kept.size, 1);
  const third = await runWorker(caches, { '': 'three', 'assets/js/three.js': '3' });
  assert.equal(await third.ask('assets/js/two.js'), 200);
  assert.deepEqual([await third.ask('assets/js/one.js'), third.asked], [404, ['assets/js/one.js']]);
});

test('a copy that another site of the host calls alike stays, and half a copy of this one goes', async () => {
  const caches = cachesOfAHost();
  await (await caches.open('site-theirs')).put('https://host.test/other/', new Response('theirs'));
  const half = await caches.open('site-half');
  await half.put(`${scope}copy-of-this-site`, new Response());
  await runWorker(caches, { '': 'ours' });
  const names = await caches.keys();
  assert.deepEqual(
    [names.includes('site-theirs'), names.includes('site-half'), names.length],
    [true, false, 2],
  );
});
