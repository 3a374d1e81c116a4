import type { Backend, Stored } from './backend.ts';

/** Keeps the record as long as the page lives: for browsers that refuse every storage. */
export function openMemory(): Backend {
  let kept: Stored | undefined;
  return {
    keeps: 'memory',
    async update(change) {
      kept = change(kept).stored ?? kept;
    },
  };
}
