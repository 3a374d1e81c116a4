import type { Mended } from '#content/repair-state.ts';

/** Where this browser remembers which repairs a chosen file has said to be mended. */
const key = '200-or-202:mended';

/** What was kept; nothing where the browser refuses storage, or where it was damaged. */
export function readMended(): Mended {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return Object.fromEntries(Object.entries(kept ?? {}).filter(isMended));
  } catch {
    return {};
  }
}

export function keepMended(mended: Mended): void {
  try {
    localStorage.setItem(key, JSON.stringify(mended));
  } catch {
    // Refused or full: it is shown until the page is left.
  }
}

const isMended = (entry: [string, unknown]): entry is [string, string] =>
  typeof entry[1] === 'string' && Number.isFinite(Date.parse(entry[1]));
