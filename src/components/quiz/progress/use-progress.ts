import { useEffect, useState } from 'react';
import { emptyProgress } from '#content/progress/empty.ts';
import type { Progress } from '#content/progress/record.ts';
import type { ProgressStore, Snapshot } from './store.ts';

let opening: Promise<ProgressStore> | undefined;
let opened: ProgressStore | undefined;

/** The store of this tab. Its code is fetched when the first component asks for it. */
export function progressStore(): Promise<ProgressStore> {
  opening ??= open();
  return opening;
}

/** The store as soon as its code has come: where it did not, it is asked for again when there is a network. */
export async function storeInTheEnd(): Promise<ProgressStore> {
  for (;;) {
    try {
      return await progressStore();
    } catch {
      await new Promise((online) => addEventListener('online', online, { once: true }));
    }
  }
}

async function open(): Promise<ProgressStore> {
  try {
    const { openStore } = await import('./open-store.ts');
    opened = await openStore();
    return opened;
  } catch (error) {
    // Its code did not come: whoever asks next, asks for it again.
    opening = undefined;
    throw error;
  }
}

/** The reader's record for a component, and the way to change it. */
export interface ProgressView extends Partial<Pick<Snapshot, 'keeps' | 'notices'>> {
  /** False until the record has been read; until then it is the empty one. */
  ready: boolean;
  /** What reads it did not come. */
  failed: boolean;
  record: Progress;
  /** See `ProgressStore.change`. */
  change: ProgressStore['change'];
}

// At once when the store is open: a field that shows the record must show what was just typed before the event ends.
const change: ProgressStore['change'] = (how, options) =>
  opened ? opened.change(how, options) : storeInTheEnd().then((store) => store.change(how, options));

/** Reads the record and follows its changes, in this tab and in others. Import pure changes from `#content/progress/change.ts`. */
export function useProgress(): ProgressView {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let unsubscribe: (() => void) | undefined;
    let left = false;
    const follow = (store: ProgressStore) => {
      if (left) return;
      const show = () => setSnapshot(store.snapshot());
      unsubscribe = store.subscribe(show);
      setFailed(false);
      show();
    };
    progressStore().then(follow, () => {
      setFailed(true);
      void storeInTheEnd().then(follow);
    });
    return () => {
      left = true;
      unsubscribe?.();
    };
  }, []);
  return { ready: snapshot !== undefined, failed, record: emptyProgress, ...snapshot, change };
}
