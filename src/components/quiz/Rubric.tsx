import { type ReactNode, useId } from 'react';
import { claimStatus, statusWords } from '#content/claim-status.ts';
import type { BackedPoint, Backing } from '#content/page-data.ts';
import type { Tick } from '#content/progress/record.ts';
import { certainties } from '../lesson/certainties.ts';
import { formatDay, formatQuantity } from '../lesson/format.ts';
import styles from './Rubric.module.css';

/** The weight of a point, in words. */
export const levelWords = { must: 'must', strong: 'strong', senior: 'senior signal' };
const ticksInOrder: { tick: Tick; label: string }[] = [
  { tick: 'said', label: 'said it' },
  { tick: 'partly', label: 'partly' },
  { tick: 'missed', label: 'missed' },
];

/** The points of a good answer, why each matters and what backs it; with `onTick`, to be ticked one by one. */
export function Rubric({
  points,
  ticks,
  onTick,
}: {
  points: BackedPoint[];
  ticks?: readonly (Tick | null | undefined)[];
  onTick?(index: number, tick: Tick): void;
}): ReactNode {
  const name = useId();
  return (
    <ol className={styles.rubric}>
      {points.map((point, index) => (
        <li key={point.point} data-level={point.level} data-tick={ticks?.[index] ?? undefined}>
          <p className={styles.point}>
            <span className={styles.level}>{levelWords[point.level]}</span> {point.point}
          </p>
          <p className={styles.why}>{point.why}</p>
          {point.backing && (
            <p className={styles.backing}>
              <BackedBy backing={point.backing} />
            </p>
          )}
          {onTick && (
            <fieldset className={styles.ticks}>
              <legend>Did you say it?</legend>
              {ticksInOrder.map(({ tick, label }) => (
                <label key={tick}>
                  <input
                    type="radio"
                    name={`${name}-${index}`}
                    checked={ticks?.[index] === tick}
                    onChange={() => onTick(index, tick)}
                  />{' '}
                  {label}
                </label>
              ))}
            </fieldset>
          )}
        </li>
      ))}
    </ol>
  );
}

/** What backs a point: the measured sentence, or the fact with its source. */
export function BackedBy({ backing }: { backing: Backing }): ReactNode {
  if ('experiment' in backing) {
    return (
      <>
        {statusWords[claimStatus(backing)].sign} measured in {backing.experiment}: {backing.statement}
      </>
    );
  }
  const { label, value, unit, conditions, source, asOf, certainty } = backing.fact;
  return (
    <>
      <b>{formatQuantity(value, unit)}</b> · {label}. {conditions} <a href={source.url}>{source.title}</a>,{' '}
      {formatDay(asOf)}, {certainties[certainty]}
    </>
  );
}
