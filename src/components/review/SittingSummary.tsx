import type { ReactNode } from 'react';
import type { Sitting } from '#content/review/sitting.ts';
import { counted } from './counted.ts';
import styles from './Review.module.css';

/** What a sitting holds, and the button that begins it. */
export function SittingSummary({ plan, onBegin }: { plan: Sitting; onBegin(): void }): ReactNode {
  const { queue, fresh, sureButWrong, postponed, catchingUp, answeredToday } = plan;
  return (
    <section className={styles.summary} aria-labelledby="sitting">
      <h2 id="sitting">{counted(queue.length, 'card')} for now</h2>
      <ul>
        {sureButWrong > 0 && (
          <li>
            {counted(sureButWrong, 'card')} first that you would have bet on and got wrong. These are the ones
            most worth seeing again.
          </li>
        )}
        {fresh > 0 && <li>{fresh} of them new.</li>}
        {postponed > 0 && (
          <li>
            {postponed} more due, left for another day. You get those first that you are closest to
            forgetting.
          </li>
        )}
        {catchingUp && <li>Catching up: no new cards until the pile is down.</li>}
        {answeredToday > 0 && <li>{answeredToday} answered today already.</li>}
      </ul>
      <button type="button" className="button button--primary" onClick={onBegin}>
        {answeredToday > 0 ? 'Go on' : 'Begin'}
      </button>
    </section>
  );
}
