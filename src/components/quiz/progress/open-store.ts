import { withMark } from '#content/progress/change.ts';
import { merge } from '#content/progress/merge.ts';
import { parseProgress } from '#content/progress/parse.ts';
import type { Mark } from '#content/progress/record.ts';
import { changeGlance, readGlance } from '../glance/glance.ts';
import { keepGlance } from '../glance/keep-glance.ts';
import { askToPersist } from './ask-to-persist.ts';
import type { Backend } from './backend.ts';
import { openIndexedDb } from './indexed-db.ts';
import {
  clearLocalStorage,
  leaveBehind,
  openLocalStorage,
  readLocalStorage,
  takeLeft,
} from './local-storage.ts';
import { openMemory } from './memory.ts';
import { createStore, type ProgressStore } from './store.ts';

/** The store of this tab on the best storage that the browser allows, in touch with the other tabs. */
export async function openStore(): Promise<ProgressStore> {
  const backend = await bestBackend();
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('200-or-202-progress') : undefined;
  const store = await createStore(backend, () => channel?.postMessage('changed'));
  channel?.addEventListener('message', () => void store.refresh());
  // Typing is written after a pause; a tab that is left or closed in that pause writes at once.
  addEventListener('pagehide', () => {
    const left = store.unwritten();
    if (left) leaveBehind(left);
    void store.flush();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void store.flush();
    else void store.refresh();
  });
  if (backend.keeps === 'indexed-db') await takeOver(store);
  const left = takeLeft();
  if (left) await store.adopt(left);
  await takeNoted(store);
  const follow = () => {
    const { record } = store.snapshot();
    keepGlance(record);
    askToPersist(record);
  };
  store.subscribe(follow);
  follow();
  return store;
}

/** What pages have noted without reading the record joins it; `also` comes along where nothing could be noted. */
export async function takeNoted(store: ProgressStore, also: readonly Mark[] = []): Promise<void> {
  const left = [...readGlance().left, ...also];
  if (left.length === 0) return;
  await store.change((record) => left.reduce(withMark, record));
  changeGlance({ left: readGlance().left.filter((mark) => !left.some((each) => same(each, mark))) });
}

const same = (a: Mark, b: Mark) => a.kind === b.kind && a.of === b.of && a.updatedAt === b.updatedAt;

async function bestBackend(): Promise<Backend> {
  try {
    return await openIndexedDb();
  } catch {
    try {
      return openLocalStorage();
    } catch {
      return openMemory();
    }
  }
}

/** What was kept in localStorage while IndexedDB was refused joins the record. */
async function takeOver(store: ProgressStore): Promise<void> {
  try {
    const kept = readLocalStorage();
    const parsed = kept && parseProgress(kept.text);
    if (!parsed?.ok) return;
    await store.change((record) => merge(record, parsed.record));
    if (!store.snapshot().notices.includes('unsaved')) clearLocalStorage();
  } catch {
    // A localStorage that is refused holds nothing to take over.
  }
}
