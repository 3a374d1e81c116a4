import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withReview, withSettings } from '#content/progress/change.ts';
import type { Progress, Review } from '#content/progress/record.ts';
import type { Backend, Stored } from './backend.ts';
import { openMemory } from './memory.ts';
import { createStore, type ProgressStore } from './store.ts';

const review = (id: string): Review => ({
  id,
  question: 'queue/retries/who',
  revision: 1,
  at: 1,
  attempt: 'lesson',
  grade: 'good',
});
const add = (id: string) => (record: Progress) => withReview(record, review(id));
const ids = (store: ProgressStore) => store.snapshot().record.reviews.map((each) => each.id);

/** A storage that tabs share, that can be full, and that remembers what was set aside. */
function sharedStorage(): Backend & { kept?: Stored; aside: string[]; full: boolean } {
  const storage: ReturnType<typeof sharedStorage> = {
    keeps: 'indexed-db',
    aside: [],
    full: false,
    async update(change) {
      const { stored, aside } = change(storage.kept);
      if (storage.full && (stored || aside)) throw new DOMException('No room.', 'QuotaExceededError');
      if (aside !== undefined) storage.aside.push(aside);
      storage.kept = stored ?? storage.kept;
    },
  };
  return storage;
}

test('two tabs that write by turns keep what both have written', async () => {
  const storage = sharedStorage();
  const one = await createStore(storage, () => undefined);
  const other = await createStore(storage, () => undefined);
  await one.change(add('a'));
  await other.change(add('b'));
  await one.change(add('c'));
  assert.deepEqual(ids(one), ['a', 'b', 'c']);
  await other.refresh();
  assert.deepEqual(ids(other), ['a', 'b', 'c']);
});

test('other tabs are told of what was written, and subscribers of what they know then', async () => {
  const storage = sharedStorage();
  const other = await createStore(storage, () => undefined);
  let seen = 0;
  other.subscribe(() => {
    seen = other.snapshot().record.reviews.length;
  });
  const one = await createStore(storage, () => void other.refresh());
  await one.change(add('a'));
  await other.refresh();
  assert.equal(seen, 1);
});

test('a reload reads what was written', async () => {
  const storage = sharedStorage();
  await (await createStore(storage, () => undefined)).change(add('a'));
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['a']);
});

test('what is to be written soon is in the tab at once, and written by a flush', async () => {
  const storage = sharedStorage();
  const store = await createStore(storage, () => undefined);
  void store.change(add('a'), { soon: true });
  assert.deepEqual(ids(store), ['a']);
  assert.equal(storage.kept, undefined);
  await store.flush();
  assert.match(storage.kept?.text ?? '', /"a"/);
});

test('what another tab tells meanwhile does not make this one forget what it has yet to write', async () => {
  const storage = sharedStorage();
  const store = await createStore(storage, () => undefined);
  const other = await createStore(storage, () => undefined);
  void store.change(add('a'), { soon: true });
  await other.change(add('b'));
  await store.refresh();
  await store.flush();
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['a', 'b']);
});

test('what a page could not write before it was left is adopted by the next, but not after a wipe', async () => {
  const storage = sharedStorage();
  await (await createStore(storage, () => undefined)).change(add('a'));
  const store = await createStore(storage, () => undefined);
  assert.equal(store.unwritten(), undefined);
  void store.change(add('b'), { soon: true });
  const left = store.unwritten();
  assert.ok(left);
  assert.deepEqual(
    JSON.parse(left.text).reviews.map(({ id }: Review) => id),
    ['b'],
  );

  const next = await createStore(storage, () => undefined);
  assert.deepEqual(ids(next), ['a']);
  await next.adopt(left);
  assert.deepEqual(ids(next), ['a', 'b']);
  await next.wipe();
  await next.adopt(left);
  assert.deepEqual(ids(next), []);
  await store.flush();
});

test('a full storage is said, loses nothing, and is tried again', async () => {
  const storage = sharedStorage();
  const store = await createStore(storage, () => undefined);
  storage.full = true;
  await store.change(add('a'));
  assert.deepEqual(store.snapshot().notices, ['unsaved']);
  assert.deepEqual(ids(store), ['a']);
  storage.full = false;
  await store.change(add('b'));
  assert.deepEqual(store.snapshot().notices, []);
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['a', 'b']);
});

test('a damaged record is set aside and said, and a new one begins', async () => {
  const storage = sharedStorage();
  storage.kept = { text: '{"version":2,"reviews":[', wipes: 0 };
  const store = await createStore(storage, () => undefined);
  assert.deepEqual(store.snapshot().notices, ['damaged']);
  assert.deepEqual(storage.aside, ['{"version":2,"reviews":[']);
  await store.change(add('a'));
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['a']);
});

test('of a record with one damaged entry the others stay, and the damaged text is set aside', async () => {
  const storage = sharedStorage();
  await (await createStore(storage, () => undefined)).change(add('a'));
  const damaged = storage.kept?.text.replace(
    '"marks":[]',
    '"marks":[{"kind":"read","of":"x","updatedAt":-1}]',
  );
  assert.ok(damaged?.includes('-1'));
  storage.kept = { text: damaged, wipes: 0 };
  const store = await createStore(storage, () => undefined);
  assert.deepEqual([ids(store), store.snapshot().notices], [['a'], ['damaged']]);
  assert.deepEqual(storage.aside, [damaged]);
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['a']);
});

test('a record of a newer site that is wiped leaves a new one, which is kept', async () => {
  const storage = sharedStorage();
  storage.kept = { text: '{"version":99}', wipes: 3 };
  const store = await createStore(storage, () => undefined);
  await store.wipe();
  await store.change(add('a'));
  assert.deepEqual([ids(store), store.snapshot().notices], [['a'], []]);
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['a']);
});

test('what is changed while everything is wiped belongs to the new record, and brings nothing back', async () => {
  const storage = sharedStorage();
  const store = await createStore(storage, () => undefined);
  await store.change(add('a'));
  await Promise.all([store.wipe(), store.change(add('b'))]);
  assert.deepEqual(ids(store), ['b']);
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['b']);
});

test('a wipe that is refused forgets nothing', async () => {
  const storage = sharedStorage();
  const store = await createStore(storage, () => undefined);
  await store.change(add('a'));
  storage.full = true;
  await store.change(add('b'));
  await assert.rejects(store.wipe());
  storage.full = false;
  await store.change(add('c'));
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['a', 'b', 'c']);
});

test('that the storage could not be asked again is no loss, and is not told as one', async () => {
  const storage = sharedStorage();
  const store = await createStore(storage, () => undefined);
  await store.change(add('a'));
  const { update } = storage;
  storage.update = () => Promise.reject(new DOMException('Lost.', 'UnknownError'));
  await store.refresh();
  assert.deepEqual(store.snapshot().notices, []);
  await store.change(add('b'));
  assert.deepEqual(store.snapshot().notices, ['unsaved']);
  storage.update = update;
  await store.flush();
  assert.deepEqual([store.snapshot().notices, ids(store)], [[], ['a', 'b']]);
});

test('the record of a newer site is left as it is', async () => {
  const storage = sharedStorage();
  storage.kept = { text: '{"version":99}', wipes: 0 };
  const store = await createStore(storage, () => undefined);
  await store.change(add('a'));
  assert.deepEqual(store.snapshot().notices, ['newer']);
  assert.deepEqual(ids(store), ['a']);
  assert.equal(storage.kept.text, '{"version":99}');
});

test('a wipe in one tab is not undone by another one that still remembers', async () => {
  const storage = sharedStorage();
  const one = await createStore(storage, () => undefined);
  await one.change(add('a'));
  const other = await createStore(storage, () => undefined);
  await one.wipe();
  await other.change(add('b'));
  assert.deepEqual(ids(other), ['b']);
  assert.deepEqual(ids(await createStore(storage, () => undefined)), ['b']);
});

test('a change while another one is being written is not lost', async () => {
  const storage = sharedStorage();
  const store = await createStore(storage, () => undefined);
  await Promise.all([
    store.change(add('a')),
    store.change(add('b')),
    store.change((record) => withSettings(record, { prompts: 'off' }, 5)),
  ]);
  assert.deepEqual(ids(store), ['a', 'b']);
  const again = await createStore(storage, () => undefined);
  assert.deepEqual(ids(again), ['a', 'b']);
  assert.equal(again.snapshot().record.settings.prompts, 'off');
});

test('without any storage the record lives in memory, and says so', async () => {
  const store = await createStore(openMemory(), () => undefined);
  await store.change(add('a'));
  assert.deepEqual(store.snapshot().notices, ['not-kept']);
  assert.deepEqual(ids(store), ['a']);
});
