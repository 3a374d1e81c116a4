import type { Paper } from '../repair/paper.ts';
import { wrap } from '../terminal/text.ts';
import { base } from './base.ts';
import { causes } from './causes.ts';
import { type Fate, fateOf, type Harm, harms } from './fates.ts';
import type { Played } from './run-incident.ts';
import { clockOf } from './show.ts';

const words: Record<Harm, string> = {
  lost: 'accepted and never made',
  twice: 'charged twice',
  refused: 'refused, or not answered',
  late: 'late',
};

const momentColumns = 9;

/** Prints what it cost and how it was. */
export function tellDebrief(paper: Paper, played: Played): void {
  const { incident, score, game, seed } = played;
  const { style } = paper;
  const mark = (holds: boolean) => (holds ? style('green', '✓') : style('red', '✗'));

  paper.heading('What it cost the customers');
  for (const harm of harms) paper.line(`  ${String(score.counts[harm]).padStart(4)}  ${words[harm]}`);
  paper.text(`of ${score.orders} orders. Cost: ${score.cost}; less is better.`, 2);

  paper.heading('How you left it');
  paper.marked(
    mark(score.causeIsRight),
    score.causeIsRight
      ? `The cause is named: ${causes[incident.cause]}`
      : `${game.named ? `You said: ${causes[game.named]}` : 'You named no cause.'} It was: ${causes[incident.cause]}`,
  );
  paper.marked(
    mark(score.soundSince !== undefined),
    score.soundSince === undefined
      ? 'It is not sound: the fault is there, or of the last orders not all were kept.'
      : score.soundSince < played.faultAt
        ? 'Sound: every order was kept.'
        : `Sound again: every order from ${clockOf(score.soundSince)} on was kept.`,
  );
  paper.marked(
    mark(score.broken.length === 0),
    score.broken.length === 0
      ? 'No promise was broken that could have been kept.'
      : `Broken, and not by the fault alone: ${score.broken.map((harm) => words[harm]).join('; ')}.`,
  );

  paper.heading('How it went');
  for (const { at, text } of timeline(played)) {
    const [first = '', ...more] = wrap(text, paper.columns - momentColumns);
    paper.line(`${clockOf(at).padStart(momentColumns - 2)}  ${first}`);
    for (const each of more) paper.line(' '.repeat(momentColumns) + each);
  }

  paper.heading('What shows it');
  for (const { command, shows } of incident.signals) {
    paper.text(style('bold', command), 2);
    paper.text(`${shows}.`, 4);
  }
  paper.heading('The shortest way');
  for (const each of [...incident.shortest, `cause ${incident.cause}`, 'done']) paper.line(`  ${each}`);
  paper.line();
  paper.text(`The same incident for somebody else: npm run incident -- --seed ${seed}`);
}

/** What happened when: the fault, the first order that each harm befell, the pager, and what was done. */
export function timeline(played: Played): { at: number; text: string }[] {
  const { incident, game, faultAt, pagedAt, doneAt, score } = played;
  const { world } = game;
  const books = world.books();
  const firstOf = (fate: Fate) =>
    world.traffic.orders.find(
      (order) =>
        order.sentAt >= faultAt - base.promiseMs &&
        fateOf(order, books, { promiseMs: base.promiseMs, now: Number.POSITIVE_INFINITY }) === fate,
    );
  return [
    { at: faultAt, text: `The fault: ${incident.happened}.` },
    ...harms.flatMap((harm) => {
      const first = firstOf(harm);
      return first
        ? [{ at: first.sentAt, text: `${first.orderId} is sent, the first that is ${words[harm]}.` }]
        : [];
    }),
    ...incident.signals.flatMap(({ command, first }) => {
      const event = first && world.events.find((each) => each.at >= faultAt && first(each));
      return event ? [{ at: event.at, text: `From here on \`${command}\` shows it.` }] : [];
    }),
    { at: pagedAt, text: 'The pager rings.' },
    ...game.moves.filter(({ remedy }) => remedy).map(({ at, line }) => ({ at, text: `You: ${line}` })),
    ...(score.soundSince === undefined
      ? []
      : [{ at: score.soundSince, text: 'From here on every order is kept.' }]),
    { at: doneAt, text: 'You: done' },
  ].sort((a, b) => a.at - b.at);
}
