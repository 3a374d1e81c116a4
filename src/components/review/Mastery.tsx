import type { ReactNode } from 'react';
import type { ReviewIndex } from '#content/practice.ts';
import type { Progress } from '#content/progress/record.ts';
import { masteryOf } from '#content/review/mastery.ts';
import { conceptName } from './concept-name.ts';

/** What the reader knows per concept, in cards. */
export function Mastery({ index, record }: { index: ReviewIndex; record: Progress }): ReactNode {
  const mastery = masteryOf(index.cards, record).filter(({ answered }) => answered > 0);
  if (mastery.length === 0) return null;
  return (
    <section aria-labelledby="mastery">
      <h2 id="mastery">Concept by concept</h2>
      <p>
        “Right” counts cards by your last answer. “Lasting” are those of them that you will probably still
        know in three weeks.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Concept</th>
            <th scope="col" className="number">
              Answered
            </th>
            <th scope="col" className="number">
              Right
            </th>
            <th scope="col" className="number">
              Lasting
            </th>
          </tr>
        </thead>
        <tbody>
          {mastery.map(({ concept, cards, answered, right, lasting }) => (
            <tr key={concept}>
              <th scope="row">{conceptName(concept, index.conceptNames)}</th>
              <td className="number">
                {answered} of {cards}
              </td>
              <td className="number">{right}</td>
              <td className="number">{lasting}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
