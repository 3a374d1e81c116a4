import { useState } from 'react';
import type { View } from './address.ts';

/** What was replaced as a whole, and by what. */
interface PutAway {
  before: View;
  now: Partial<View>;
  /** Which part of the page did it. */
  by: string;
}

/** Lets a part of the page replace settings as a whole, and bring them back as long as nothing of them is changed. */
export function usePutAway(view: View, change: (change: Partial<View>) => void) {
  const [putAway, setPutAway] = useState<PutAway>();
  const untouched = (['a', 'b', 'recorded'] as const).every(
    (name) => putAway && (!(name in putAway.now) || putAway.now[name] === view[name]),
  );
  return {
    /** `losesOwn`: whether a reader's own settings are gone by it. */
    replace(by: string, now: Partial<View>, losesOwn: boolean): void {
      setPutAway(losesOwn ? { before: view, now, by } : undefined);
      change(now);
    },
    /** Who may offer to bring back what was replaced last. */
    offeredBy: untouched ? putAway?.by : undefined,
    undo(): void {
      const { a, b, recorded, at } = putAway?.before ?? view;
      change({ a, b, recorded, at });
      setPutAway(undefined);
    },
  };
}

export type PutAwaySettings = ReturnType<typeof usePutAway>;
