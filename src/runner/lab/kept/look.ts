import { CallError } from '../../call-error.ts';
import { suggestion } from '../../nearest.ts';
import { findKept } from './kept-lab.ts';
import { lookAtQueues } from './look-at-queues.ts';
import { lookAtTables } from './look-at-tables.ts';

const places = ['table', 'queue', 'dead-letters'] as const;

/**
 * `lab look table|queue|dead-letters [text]`: what is inside the lab that runs, through the same APIs as the AWS CLI.
 * `text` leaves the items and dead letters that contain it.
 */
export async function lookIntoLab([place, text = '', ...rest]: string[]): Promise<number> {
  const known = places.find((each) => each === place);
  if (!known)
    throw new CallError(
      place === undefined ? 'Where to look is missing.' : `There is no "${place}" to look into.`,
      place === undefined ? `Name one of: ${places.join(', ')}.` : suggestion(place, places),
    );
  // A flag that is none would be a text that nothing contains.
  const isFlag = text.startsWith('--');
  if (rest.length > 0 || isFlag || (known === 'queue' && text !== ''))
    throw new CallError(
      `look ${known} takes no ${[text, ...rest].at(-1)}.`,
      'Call it as `npm run lab -- look table|dead-letters [text]` or `npm run lab -- look queue`.',
    );
  const { endpoints } = await findKept();
  const lines =
    known === 'table' ? await lookAtTables(endpoints, text) : await lookAtQueues(endpoints, known, text);
  console.log(lines.join('\n'));
  return 0;
}
