import { useEffect, useState } from 'react';
import { emptyProgress } from '#content/progress/empty.ts';
import type { Progress } from '#content/progress/record.ts';
import type { ProgressStore, Snapshot } from './store.ts';

let opening: Promise<ProgressStore> | undefined;
let opened: ProgressStore | undefined;

/** The store of this tab. Its code is fetched when the first component asks for it. */
export function progressStore(): Promise<ProgressStore> {
  opening ??= import('./open-store.ts').then(async ({ openStore }) => {
    opened = await openStore();
    return opened;
  });
  return opening;
}

/** The reader's record for a component, and the way to change it. */
export interface ProgressView extends Partial<Pick<Snapshot, 'keeps' | 'notices'>> {
  /** False until the record has been read; until then it is the empty one. */
  ready: boolean;
  record: Progress;
  /** See `ProgressStore.change`. */
  change: ProgressStore['change'];
}

// At once when the store is open: a field that shows the record must show what was just typed before the event ends.
const change: ProgressStore['change'] = (how, options) =>
  opened ? opened.change(how, options) : progressStore().then((store) => store.change(how, options));

/** Reads the record and follows its changes, in this tab and in others. Import pure changes from `#content/progress/change.ts`. */
export function useProgress(): ProgressView {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  useEffect(() => {
    let unsubscribe: (() => void) | undefined;
    let left = false;
    void progressStore().then((store) => {
      if (left) return;
      const follow = () => setSnapshot(store.snapshot());
      unsubscribe = store.subscribe(follow);
      follow();
    });
    return () => {
      left = true;
      unsubscribe?.();
    };
  }, []);
  return { ready: snapshot !== undefined, record: emptyProgress, ...snapshot, change };
}
