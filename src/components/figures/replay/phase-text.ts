import type { Run } from '#content/replay/moment.ts';
import type { CopyState, Phase } from '#content/replay/state.ts';

/** What each phase is called in the key and in tables. */
export const phaseNames: Record<Phase, string> = {
  unsent: 'not sent yet',
  arriving: 'at the front',
  waiting: 'waits in line',
  'in-flight': 'in flight, nobody works on it',
  'in-hand': 'received by a worker, not deleted',
  working: 'is worked on',
  done: 'done',
  refused: 'refused',
  dead: 'in the dead-letter queue',
  expired: 'dropped after the retention period',
  dropped: 'given up and dropped',
  unheard: 'taken, and nobody was told',
  'no-message': 'accepted, taken for a duplicate',
};

/** Where a copy of an order stands, as the end of a sentence that begins with it. */
export function standingText(state: CopyState, places: Run['places']): string {
  const { phase, place, status, receives } = state;
  const told =
    status !== undefined && status >= 400 && phase !== 'refused' ? `, its caller was told ${status}` : '';
  const again = receives > 1 ? `, received ${receives} times` : '';
  const where = phase === 'working' || phase === 'arriving' ? ` (${places[place]?.name})` : '';
  const reason = phase === 'refused' && status !== undefined ? ` with ${status}` : '';
  return `${phaseNames[phase]}${where}${reason}${told}${again}`;
}
