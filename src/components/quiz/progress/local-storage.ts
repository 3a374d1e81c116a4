import { asideKey, type Backend, type Stored } from './backend.ts';

const prefix = '200-or-202:progress:';
const key = `${prefix}record`;

/** Keeps the record in localStorage. Throws where the browser refuses it. */
export function openLocalStorage(): Backend {
  localStorage.setItem(`${prefix}try`, '');
  localStorage.removeItem(`${prefix}try`);
  return {
    keeps: 'local-storage',
    async update(change) {
      const { stored, aside } = change(readLocalStorage());
      if (aside !== undefined) localStorage.setItem(prefix + asideKey(Date.now()), aside);
      if (stored) localStorage.setItem(key, `${stored.wipes} ${stored.text}`);
    },
  };
}

/** What localStorage holds of a time when there was nothing better. */
export function readLocalStorage(): Stored | undefined {
  const kept = localStorage.getItem(key);
  if (kept === null) return undefined;
  const space = kept.indexOf(' ');
  return { wipes: Number(kept.slice(0, space)) || 0, text: kept.slice(space + 1) };
}

/** Removes it once it has found a better place. */
export function clearLocalStorage(): void {
  localStorage.removeItem(key);
}
