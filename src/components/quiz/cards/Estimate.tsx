import { type ReactNode, useId, useState } from 'react';
import type { EstimateData } from '#content/page-data.ts';
import { formatQuantity } from '../../lesson/format.ts';
import { Provenance } from '../../lesson/Provenance.tsx';
import styles from './Card.module.css';
import { CardFrame, type CardProps } from './CardFrame.tsx';
import { isNear } from './estimate-range.ts';
import { Feedback } from './Feedback.tsx';

/** A number to estimate; then what a run measured, and where that comes from. */
export function Estimate({ card, ...frame }: CardProps<EstimateData>): ReactNode {
  const { prompt, measured, tolerance, feedback } = card;
  const id = useId();
  const [answer, setAnswer] = useState('');
  const given = answer.trim() === '' ? Number.NaN : Number(answer);
  const near = isNear(given, measured.median, tolerance);
  return (
    <CardFrame
      {...frame}
      prompt={prompt}
      judge={() => (Number.isFinite(given) ? near : undefined)}
      result={() => `Measured: ${formatQuantity(measured.median, measured.unit)}.`}
      onRetry={() => setAnswer('')}
      solution={<Value card={card} />}
    >
      {({ checked, open }) => (
        <div className={styles.estimate} data-verdict={checked ? (near ? 'right' : 'wrong') : undefined}>
          <label htmlFor={id}>Your estimate</label>{' '}
          <input
            id={id}
            type="number"
            step="any"
            inputMode="decimal"
            size={8}
            value={answer}
            disabled={!open}
            onChange={(event) => setAnswer(event.target.value)}
          />{' '}
          {measured.unit === '1/s' ? 'per second' : measured.unit}
          <span className={styles.hint}>
            {tolerance === 1 ? 'The exact number counts.' : 'Near enough counts.'}
          </span>
          {checked && (
            <>
              <Feedback good={near} mark={near ? 'Near enough.' : 'Too far off.'}>
                {feedback}
              </Feedback>
              <Source card={card} />
            </>
          )}
        </div>
      )}
    </CardFrame>
  );
}

function Value({ card }: { card: EstimateData }): ReactNode {
  return (
    <>
      <p>
        <b>{formatQuantity(card.measured.median, card.measured.unit)}.</b> {card.feedback}
      </p>
      <Source card={card} />
    </>
  );
}

function Source({ card: { measured, tolerance } }: { card: EstimateData }): ReactNode {
  const { median, unit, metricLabel, variantLabel, provenance } = measured;
  return (
    <div className={styles.source}>
      <Provenance of={provenance}>
        <span>
          <b>
            {formatQuantity(median, unit)} · {metricLabel}, {variantLabel}
          </b>
        </span>
        {tolerance > 1 && (
          <span>
            Counted as right: {formatQuantity(median / tolerance)} to{' '}
            {formatQuantity(median * tolerance, unit)}.
          </span>
        )}
      </Provenance>
    </div>
  );
}
