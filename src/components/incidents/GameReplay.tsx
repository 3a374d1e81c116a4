import { type ReactNode, useMemo } from 'react';
import { gameClock } from '#content/game-clock.ts';
import { harms, harmWords } from '#content/harms.ts';
import { localDay } from '#content/local-day.ts';
import type { PlayedIncident } from '#content/played-incident.ts';
import { runOf } from '#content/replay/moments-of.ts';
import { sampleOf } from '#content/replay/sampled.ts';
import { MomentList } from '../figures/replay/MomentList.tsx';
import { OrdersTable } from '../figures/replay/OrdersTable.tsx';
import replay from '../figures/replay/ReplayFigure.module.css';
import { Player } from '../figures/replay/ReplayFigure.tsx';
import styles from './PlayedIncident.module.css';
import { Timeline } from './Timeline.tsx';

/** A game that is over: what it cost, and its run at any moment, with what happened when. */
export default function GameReplay({ game }: { game: PlayedIncident }): ReactNode {
  const { seed, at, cause, named, score, timeline, signals, shortest, places, carries, suffered, trace } =
    game;
  const run = useMemo(() => runOf(trace.events, places, carries, 0), [trace, places, carries]);
  const { all } = sampleOf(trace.sampled, run.orders);
  const marked = useMemo(() => [...new Set(timeline.map((entry) => entry.at))], [timeline]);
  return (
    <section aria-label={`The incident with seed ${seed}`} className={styles.game}>
      <h2>
        Seed {seed}, played on {localDay(Date.parse(at))}
      </h2>
      <p role="status">
        {score.won ? '✓ Won.' : '✗ Not won.'} {toldCause(cause, named)} It cost {score.cost}, of{' '}
        {score.orders} orders; less is better.
      </p>
      <ul className={styles.costs}>
        {harms.map((harm) => (
          <li key={harm}>
            <b>{score.counts[harm]}</b> {harmWords[harm]}
          </li>
        ))}
      </ul>
      <figure className={replay.figure} aria-label={`Replay of the incident with seed ${seed}`}>
        <Player
          variant={{
            variant: 'incident',
            label: 'Your game',
            injected: [],
            run,
            p99: [],
            ...(all !== undefined && { all }),
          }}
          carries={carries}
          timeText={gameClock}
          marked={marked}
        >
          {(playback, nowMs) => <Timeline entries={timeline} nowMs={nowMs} onGo={playback.seek} />}
        </Player>
        <figcaption>
          {all !== undefined && (
            <p>
              Of the {all === 'more' ? '' : `${all} `}orders some are drawn: the first that suffered, and
              others evenly spread over the time.
            </p>
          )}
          <Suffered suffered={suffered} />
          <details>
            <summary>The same as a list and a table</summary>
            <OrdersTable run={run} carries={carries} />
            <MomentList run={run} />
          </details>
        </figcaption>
      </figure>
      <h3>What shows the cause</h3>
      <dl>
        {signals.map(({ command, shows }) => (
          <div key={command + shows}>
            <dt>
              <code>{command}</code>
            </dt>
            <dd>{shows}.</dd>
          </div>
        ))}
      </dl>
      <h3>The shortest way</h3>
      <ol>
        {shortest.map((command) => (
          <li key={command}>
            <code>{command}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Which of the drawn orders suffered: a queue knows its messages, and not what was promised. */
function Suffered({ suffered }: Pick<PlayedIncident, 'suffered'>): ReactNode {
  const kinds = harms.flatMap((harm) => {
    const orders = suffered.filter((order) => order.harm === harm);
    const numbers = orders.map(({ drawn, orderId }) => `${drawn} (${orderId})`);
    return orders.length === 0 ? [] : [`${harmWords[harm]}: ${numbers.join(', ')}`];
  });
  return (
    <p>
      An order is done here when its message is gone from the queue; what its customer got, the figure does
      not know.{' '}
      {kinds.length === 0
        ? 'Of those that are drawn, all were kept.'
        : `Of those that are drawn, ${kinds.join('; ')}.`}
    </p>
  );
}

function toldCause(cause: string, named: string | null): string {
  if (named === cause) return `The cause is named: ${cause}.`;
  return `${named === null ? 'You named no cause.' : `You said ${named}.`} It was ${cause}.`;
}
