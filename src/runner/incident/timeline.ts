import { harms, harmWords } from '#content/harms.ts';
import type { GameEntry } from '#content/played-incident.ts';
import { base } from './base.ts';
import { type Fate, fateOf } from './fates.ts';
import type { Signal } from './incident.ts';
import type { Played } from './run-incident.ts';

/** Characters of a line that are kept; a log line may have more. */
const mostShown = 500;

/** What happened when: the fault, the first order that each harm befell, what showed it, the pager, and what was done. */
export function timeline(played: Played): GameEntry[] {
  const { incident, game, faultAt, pagedAt, doneAt, score } = played;
  const { world } = game;
  const books = world.books();
  const firstOf = (fate: Fate) =>
    world.traffic.orders.find(
      (order) =>
        order.sentAt >= faultAt - base.promiseMs &&
        fateOf(order, books, { promiseMs: base.promiseMs, now: Number.POSITIVE_INFINITY }) === fate,
    );
  const entries: GameEntry[] = [
    { at: faultAt, kind: 'fault', text: `The fault: ${incident.happened}.` },
    ...harms.flatMap((harm): GameEntry[] => {
      const first = firstOf(harm);
      return first
        ? [
            {
              at: first.sentAt,
              kind: 'harm',
              text: `${first.orderId} is sent, the first that is ${harmWords[harm]}.`,
            },
          ]
        : [];
    }),
    ...incident.signals.flatMap((signal) => beginOf(signal, played)),
    { at: pagedAt, kind: 'pager', text: 'The pager rings.' },
    ...game.moves
      .filter(({ remedy }) => remedy)
      .map(({ at, line }): GameEntry => ({ at, kind: 'you', text: `You: ${line}` })),
    ...(score.soundSince === undefined
      ? []
      : [{ at: score.soundSince, kind: 'sound' as const, text: 'From here on every order is kept.' }]),
    { at: doneAt, kind: 'done', text: 'You: done' },
  ];
  return entries.sort((a, b) => a.at - b.at);
}

/** When a signal began to show, by what was seen or else by the event that it tells of; nothing where it showed before. */
function beginOf(signal: Signal, { seen, faultAt, game }: Played): GameEntry[] {
  const { command, first } = signal;
  const found = seen.find((each) => each.signal === signal && each.at >= faultAt);
  const event = first && game.world.events.find((each) => each.at >= faultAt && first(each));
  const at = found?.at ?? event?.at;
  if (at === undefined) return [];
  const text = `From here on \`${command}\` shows it${found ? ':' : '.'}`;
  return [{ at, kind: 'signal', text, ...(found && { line: found.line.slice(0, mostShown) }) }];
}
