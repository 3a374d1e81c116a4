import { gameClock } from '#content/game-clock.ts';
import { harms, harmWords } from '#content/harms.ts';
import type { Paper } from '../repair/paper.ts';
import { cut, wrap } from '../terminal/text.ts';
import { causes } from './causes.ts';
import type { Played } from './run-incident.ts';
import { timeline } from './timeline.ts';

const momentColumns = 9;

/** Prints what it cost and how it was. */
export function tellDebrief(paper: Paper, played: Played): void {
  const { incident, score, game, seed } = played;
  const { style } = paper;
  const mark = (holds: boolean) => (holds ? style('green', '✓') : style('red', '✗'));

  paper.heading('What it cost the customers');
  for (const harm of harms) paper.line(`  ${String(score.counts[harm]).padStart(4)}  ${harmWords[harm]}`);
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
        : `Sound again: every order from ${gameClock(score.soundSince)} on was kept.`,
  );
  paper.marked(
    mark(score.broken.length === 0),
    score.broken.length === 0
      ? 'No promise was broken that could have been kept.'
      : `Broken, and not by the fault alone: ${score.broken.map((harm) => harmWords[harm]).join('; ')}.`,
  );

  paper.heading('How it went');
  for (const { at, text, line } of timeline(played)) {
    const room = paper.columns - momentColumns;
    const [first = '', ...more] = wrap(text, room);
    paper.line(`${gameClock(at).padStart(momentColumns - 2)}  ${first}`);
    const shown = line === undefined ? [] : wrap(line, room - 2).map((each) => `  ${cut(each, room - 2)}`);
    for (const each of [...more, ...shown]) paper.line(' '.repeat(momentColumns) + each);
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
