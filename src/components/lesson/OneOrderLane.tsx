import type { CSSProperties, ReactNode } from 'react';
import type { Lane } from '#content/page-data.ts';
import { PlaceIcon } from '../figures/PlaceIcon.tsx';
import { formatQuantity } from './format.ts';
import styles from './OneOrderLane.module.css';
import { answerText, type Place, placeAfter, placeNames, places } from './step-text.ts';

/** One path at one moment: where the order is, what the caller holds, and the time line of both. */
export function OneOrderLane({
  lane,
  now,
  endMs,
  started,
}: {
  lane: Lane;
  now: number;
  endMs: number;
  started: boolean;
}): ReactNode {
  const { order, variant, label } = lane;
  const past = started ? order.steps.filter((step) => step.atMs <= now) : [];
  const place = past.reduce<Place>((at, step) => placeAfter[step.kind] ?? at, 'caller');
  const answered = past.some((step) => step.kind === 'answered');
  const written = past.some((step) => step.kind === 'written');
  const visited = order.steps.map((step) => placeAfter[step.kind]);
  const column = places.indexOf(place);

  return (
    <section className={styles.lane} data-variant={variant} aria-label={label}>
      <header>
        <b className={styles.name}>{label}</b>
        <span className={styles.answer} data-answered={answered}>
          {answered
            ? answerText(order.status, written)
            : started
              ? `waiting … ${formatQuantity(now, 'ms')}`
              : `POST /${variant}/orders`}
        </span>
      </header>
      <ol className={styles.track} style={{ '--column': column } as CSSProperties}>
        {places.map((each) =>
          each === 'caller' || visited.includes(each) ? (
            <li key={each} data-active={started && each === place} data-stored={each === 'table' && written}>
              <PlaceIcon place={each} />
              {placeNames[each]}
            </li>
          ) : (
            <li key={each} className={styles.absent} aria-hidden="true" />
          ),
        )}
      </ol>
      <span
        className={styles.exchange}
        data-open={started && !answered}
        style={{ '--column': column } as CSSProperties}
      />
      <span className={styles.order} data-moving={started} style={{ '--column': column } as CSSProperties} />
      <Times order={order} now={started ? now : 0} endMs={endMs} answered={answered} written={written} />
    </section>
  );
}

function Times({
  order,
  now,
  endMs,
  answered,
  written,
}: Pick<Lane, 'order'> & { now: number; endMs: number; answered: boolean; written: boolean }): ReactNode {
  const percent = (ms: number) => `${(ms / endMs) * 100}%`;
  const { answeredMs, writtenMs, status } = order;
  const afterwards = Math.max(0, Math.min(now, writtenMs) - answeredMs);
  return (
    <div className={styles.times}>
      <span className={styles.waits} style={{ width: percent(Math.min(now, answeredMs)) }} />
      {afterwards > 0 && (
        <span className={styles.works} style={{ left: percent(answeredMs), width: percent(afterwards) }} />
      )}
      {answered && (
        <span
          className={styles.mark}
          data-side={answeredMs > endMs / 2 ? 'left' : 'right'}
          style={{ left: percent(answeredMs) }}
        >
          {status} · {formatQuantity(answeredMs, 'ms')}
        </span>
      )}
      {written && (
        <span
          className={styles.mark}
          data-row=""
          data-side={writtenMs > endMs / 2 ? 'left' : 'right'}
          style={{ left: percent(writtenMs) }}
        >
          row · {formatQuantity(writtenMs, 'ms')}
        </span>
      )}
    </div>
  );
}
