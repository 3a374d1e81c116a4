import { withNoted } from '#content/progress/change.ts';
import { merge } from '#content/progress/merge.ts';
import { isMark, parseProgress } from '#content/progress/parse.ts';
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

/**
 * What pages have noted without reading the record joins it; `also` comes along where nothing could be noted. It stays
 * noted until the record is where it survives the page.
 */
export async function takeNoted(store: ProgressStore, also: readonly Mark[] = []): Promise<void> {
  const left = [...readGlance().left, ...also];
  if (left.length === 0) return;
  const now = Date.now();
  // What was noted is read back from a place that anybody may have written to.
  const sound = left.filter(isMark);
  await store.change((record) => sound.reduce((noted, mark) => withNoted(noted, mark, now), record));
  const taken = new Set((isWritten(store) ? left : []).map((mark) => JSON.stringify(mark)));
  const open = readGlance().left.filter((mark) => isMark(mark) && !taken.has(JSON.stringify(mark)));
  changeGlance({ left: open });
}

/** Takes away what was noted and never came into the record, for who wants all of it gone. */
export function forgetNoted(store: ProgressStore): void {
  changeGlance({ left: [] });
  takeLeft();
  const { keeps, record } = store.snapshot();
  if (keeps === 'indexed-db') clearLocalStorage();
  keepGlance(record);
}

/** Whether the last change is where it survives the page. */
function isWritten(store: ProgressStore): boolean {
  return !store.snapshot().notices.some((notice) => notice === 'unsaved' || notice === 'newer');
}

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
    if (isWritten(store)) clearLocalStorage();
  } catch {
    // A localStorage that is refused holds nothing to take over.
  }
}
