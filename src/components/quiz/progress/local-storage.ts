import { asideKey, type Backend, type Stored } from './backend.ts';

const prefix = '200-or-202:progress:';
const key = `${prefix}record`;
const leftKey = `${prefix}left`;

/** Keeps the record in localStorage. Throws where the browser refuses it. */
export function openLocalStorage(): Backend {
  localStorage.setItem(`${prefix}try`, '');
  localStorage.removeItem(`${prefix}try`);
  return {
    keeps: 'local-storage',
    async update(change) {
      const { stored, aside } = change(readLocalStorage());
      if (aside !== undefined) localStorage.setItem(prefix + asideKey(Date.now()), aside);
      if (stored) put(key, stored);
    },
  };
}

/** What localStorage holds of a time when there was nothing better. */
export function readLocalStorage(): Stored | undefined {
  return get(key);
}

/** Removes it once it has found a better place. */
export function clearLocalStorage(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Refused: it holds nothing.
  }
}

/** Notes what a page that is being left has not written; localStorage is the only place that has it at once. */
export function leaveBehind(left: Stored): void {
  try {
    put(leftKey, left);
  } catch {
    // Refused or full: the database may still finish in time.
  }
}

/** Takes away what a page has left behind. */
export function takeLeft(): Stored | undefined {
  try {
    const left = get(leftKey);
    localStorage.removeItem(leftKey);
    return left;
  } catch {
    return undefined;
  }
}

function put(where: string, { wipes, text }: Stored): void {
  localStorage.setItem(where, `${wipes} ${text}`);
}

function get(where: string): Stored | undefined {
  const kept = localStorage.getItem(where);
  if (kept === null) return undefined;
  const space = kept.indexOf(' ');
  return { wipes: Number(kept.slice(0, space)) || 0, text: kept.slice(space + 1) };
}
