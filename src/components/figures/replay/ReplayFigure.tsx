import useIsBrowser from '@docusaurus/useIsBrowser';
import { type ReactNode, useId, useMemo, useState } from 'react';
import type { ReplayData } from '#content/replay/replay-data.ts';
import { spansOf } from '#content/replay/spans.ts';
import { formatQuantity } from '../../lesson/format.ts';
import { Provenance } from '../../lesson/Provenance.tsx';
import { type Playback, usePlayback } from '../../lesson/use-playback.ts';
import { useShownRun } from '../../own-run/shown-run.ts';
import { Controls } from './Controls.tsx';
import { CountsList } from './CountsList.tsx';
import { MomentList } from './MomentList.tsx';
import { momentText } from './moment-text.ts';
import { OrdersTable } from './OrdersTable.tsx';
import styles from './ReplayFigure.module.css';
import { Stage } from './Stage.tsx';
import { TimeBars } from './TimeBars.tsx';
import { whoseTimes } from './whose-times.ts';

/** How long a whole run takes at normal speed. */
const playSeconds = 10;

/** The recorded run of one variant at any of its moments, with a switch between variants; also as list and table. */
export function ReplayFigure({ data: recorded }: { data: ReplayData }): ReactNode {
  const own = useShownRun(recorded.provenance.experiment);
  const drawn = useMemo(() => own?.replay(recorded), [own, recorded]);
  const { carries, variants, question, provenance } = drawn ?? recorded;
  const [chosen, setChosen] = useState(0);
  const variant = variants[chosen] ?? variants[0];
  if (!variant) return null;
  return (
    <figure className={styles.figure} aria-label={`Replay: ${question}`}>
      {own && (
        <p className={styles.whose}>
          {drawn ? 'Your run' : 'Our run: of yours there is no trace that can be drawn here'}
        </p>
      )}
      {variants.length > 1 && (
        <VariantSwitch labels={variants.map(({ label }) => label)} chosen={chosen} onChoose={setChosen} />
      )}
      <Player key={`${variant.variant} ${drawn ? 'own' : 'recorded'}`} variant={variant} carries={carries} />
      <figcaption>
        <details>
          <summary>The same as a list and a table, and where it comes from</summary>
          {variants.map(({ variant: name, label, run, told }) => (
            <section key={name} aria-label={label}>
              <p>
                <b>{label}</b>
              </p>
              {told && <p>{told}</p>}
              <OrdersTable run={run} carries={carries} />
              <MomentList run={run} />
            </section>
          ))}
          <p>{variant.sampled}</p>
          <p>
            Times are {whoseTimes(variants)}, from the first one that is drawn; what a caller measures from
            outside is longer.
          </p>
          <Provenance of={provenance} />
        </details>
      </figcaption>
    </figure>
  );
}

function VariantSwitch({
  labels,
  chosen,
  onChoose,
}: {
  labels: string[];
  chosen: number;
  onChoose(index: number): void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={`${styles.variants} needs-js`}>
      <legend>Variant</legend>
      {labels.map((label, index) => (
        <label key={label}>
          <input type="radio" name={name} checked={index === chosen} onChange={() => onChoose(index)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

const inMs = (ms: number): string => formatQuantity(ms, 'ms');

/** One run at any of its moments: the controls, the pipeline, what just happened, and every order over time. */
export function Player({
  variant: { label, injected, run, all, p99, told },
  carries,
  timeText = inMs,
  marked,
  children,
}: {
  variant: Omit<ReplayData['variants'][number], 'sampled'>;
  carries: string;
  /** How a time of the run is written. */
  timeText?: (ms: number) => string;
  /** Times that have a line of their own. */
  marked?: readonly number[];
  /** What stands below and follows the time. */
  children?: (playback: Playback, nowMs: number) => ReactNode;
}): ReactNode {
  const [speed, setSpeed] = useState(1);
  const live = useIsBrowser();
  const moments = useMemo(() => [...new Set(run.moments.map(({ atMs }) => atMs))], [run]);
  const orders = useMemo(() => spansOf(run), [run]);
  const slowdown = (playSeconds * 1000) / Math.max(run.endMs, 1) / speed;
  const playback = usePlayback(moments, run.endMs, slowdown, 0);
  // It begins at the beginning; where nothing can play it, it stands at its end.
  const nowMs = playback.now ?? (live ? 0 : run.endMs);
  const latest = run.moments.filter(({ atMs }) => atMs <= nowMs).at(-1);

  return (
    <>
      <Controls
        live={live}
        playback={playback}
        nowMs={nowMs}
        endMs={run.endMs}
        speed={speed}
        onSpeed={setSpeed}
        slowdown={slowdown}
        timeText={timeText}
      />
      <div className={styles.scene} data-tall={run.places.length > 6}>
        <Stage run={run} nowMs={nowMs} carries={carries} label={label} />
        <CountsList run={run} orders={orders} nowMs={nowMs} all={all} p99={p99} />
      </div>
      <p className={styles.latest} aria-live={playback.playing ? 'off' : 'polite'}>
        {playback.now === undefined || !latest
          ? `${label}${live ? '. Play it, or step through it.' : ': how it ended.'}`
          : `${timeText(latest.atMs)}: ${momentText(latest, run)}.`}
      </p>
      {children?.(playback, nowMs)}
      <TimeBars run={run} orders={orders} nowMs={nowMs} timeText={timeText} marked={marked} />
      {told && <p className={styles.note}>{told}</p>}
      {run.copies.some(({ call }) => call) && (
        <p className={styles.note}>
          A number with a letter is a call that a function makes for the {carries} of that number; it is known
          by the trace id that the function hands on. What else the function does is not told apart.
        </p>
      )}
      {orders.some(({ marks }) => marks.some(({ kind }) => kind === 'failed-call')) && (
        <p className={styles.note}>
          Of a call of the table it is told how it ended, not when it began: a pause before it looks like
          work.
        </p>
      )}
      {injected.length > 0 && (
        <p className={styles.note}>
          Set or broken on purpose for this run:{' '}
          {injected.map((each) => `${each.label}: ${formatQuantity(each.value, each.unit)}`).join('; ')}.
        </p>
      )}
    </>
  );
}
