import type { Progress } from '#content/progress/record.ts';

const asked = '200-or-202:persist-asked';

/**
 * Asks the browser to keep what this site has stored when space gets short, once there is something to keep. Some
 * browsers ask their user then: never more than once.
 */
export function askToPersist({ reviews, drafts, mocks, marks }: Progress): void {
  const kept = [reviews, drafts, mocks, marks.filter(({ kind }) => kind !== 'opened')];
  if (kept.every((list) => list.length === 0)) return;
  try {
    if (localStorage.getItem(asked) !== null) return;
    localStorage.setItem(asked, '');
  } catch {
    // Where nothing can be noted, it would be asked again and again.
    return;
  }
  if (navigator.storage?.persist) void navigator.storage.persist().catch(() => undefined);
}
