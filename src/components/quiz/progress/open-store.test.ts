import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { doneOf } from '#content/progress/marks.ts';
import type { Mark } from '#content/progress/record.ts';
import { globalValue } from '#testing/global-value.ts';
import { changeGlance, readGlance } from '../glance/glance.ts';
import type { Backend, Stored } from './backend.ts';
import { forgetNoted, takeNoted } from './open-store.ts';
import { createStore } from './store.ts';

/** A browser that has kept nothing yet. */
function browser(t: TestContext): void {
  const kept = new Map<string, string>();
  globalValue(t, 'localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  });
}

/** A database that can be full. */
function database(): Backend & { full: boolean; stored?: Stored } {
  const made: ReturnType<typeof database> = {
    keeps: 'indexed-db',
    full: false,
    async update(change) {
      const { stored } = change(made.stored);
      if (made.full && stored) throw new DOMException('No room.', 'QuotaExceededError');
      made.stored = stored ?? made.stored;
    },
  };
  return made;
}

const read: Mark = { kind: 'read', of: 'queue/retries', done: true, updatedAt: 1_000 };

test('what was done while the database was full stays noted, for the next page to write', async (t) => {
  browser(t);
  const full = database();
  const store = await createStore(full, () => undefined);
  full.full = true;
  changeGlance({ left: [read] });
  await takeNoted(store);
  assert.deepEqual(doneOf(store.snapshot().record, 'read'), ['queue/retries']);
  assert.deepEqual(readGlance().left, [read]);

  full.full = false;
  const next = await createStore(full, () => undefined);
  await takeNoted(next);
  assert.deepEqual(readGlance().left, []);
  const again = await createStore(full, () => undefined);
  assert.deepEqual(doneOf(again.snapshot().record, 'read'), ['queue/retries']);
});

test('what is noted is no mark of ours does not come into the record', async (t) => {
  browser(t);
  const store = await createStore(database(), () => undefined);
  const others = [null, 7, { kind: 'read' }, { ...read, updatedAt: 'now' }] as unknown as Mark[];
  changeGlance({ left: [...others, read] });
  await takeNoted(store);
  assert.deepEqual(store.snapshot().record.marks, [read]);
  assert.deepEqual(readGlance().left, []);
});

test('who has deleted everything does not find again what was noted', async (t) => {
  browser(t);
  const store = await createStore(database(), () => undefined);
  changeGlance({ opened: ['queue/retries'], left: [read] });
  await store.wipe();
  forgetNoted(store);
  await takeNoted(store);
  assert.deepEqual([store.snapshot().record.marks, readGlance().opened, readGlance().read], [[], [], []]);
});
