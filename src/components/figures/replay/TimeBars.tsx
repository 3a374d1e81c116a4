import type { ReactNode } from 'react';
import type { Broken, Run } from '#content/replay/moment.ts';
import type { CopySpans } from '#content/replay/spans.ts';
import { phaseNames } from './phase-text.ts';
import styles from './TimeBars.module.css';

const keyed = ['waiting', 'in-flight', 'in-hand', 'working', 'dead'] as const;
const ends: Record<string, string> = {
  done: '●',
  expired: '∅',
  dropped: '∅',
  unheard: '∅',
  'no-message': '=',
};
const signs = { returned: '↩', 'dead-lettered': '▼', throttled: '¦', cold: '◆', 'failed-call': '!' };

/**
 * One row per copy of an order over the time of the run: its caller's wait above, its own way below; the cursor is now.
 * Above them one row for each place that failed.
 */
export function TimeBars({
  run,
  orders,
  nowMs,
  timeText,
  marked = [],
}: {
  run: Run;
  orders: readonly CopySpans[];
  nowMs: number;
  timeText(ms: number): string;
  marked?: readonly number[] | undefined;
}): ReactNode {
  const end = Math.max(run.endMs, 1);
  const percent = (ms: number) => `${(ms / end) * 100}%`;
  return (
    <div className={styles.chart} aria-hidden="true">
      <ul className={styles.key}>
        {orders.some(({ caller }) => caller) && (
          <li>
            <i className={styles.caller} /> caller waits
          </li>
        )}
        {keyed
          .filter((phase) => orders.some(({ spans }) => spans.some((span) => span.phase === phase)))
          .map((phase) => (
            <li key={phase}>
              <i className={styles.span} data-phase={phase} /> {phaseNames[phase]}
            </li>
          ))}
        {keyOfSigns(orders).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <div className={styles.rows}>
        {run.places.map((place, row) => (
          <BrokenRow
            key={place.resource ?? place.name}
            name={place.name}
            stretches={run.broken.filter((each) => each.place === row)}
            percent={percent}
          />
        ))}
        {orders.map(({ name, word, caller, spans, marks, last, lastMs, answeredMs }) => (
          <div key={name} className={styles.row} title={`${word} ${name}`}>
            <span className={styles.number}>{name}</span>
            <span className={styles.lane}>
              {caller && (
                <i
                  className={styles.caller}
                  style={{ left: percent(caller.fromMs), width: percent(caller.toMs - caller.fromMs) }}
                />
              )}
              {spans
                .filter(({ phase }) => phase !== 'arriving')
                .map(({ phase, fromMs, toMs }) => (
                  <i
                    key={`${phase}${fromMs}`}
                    className={styles.span}
                    data-phase={phase}
                    style={{ left: percent(fromMs), width: percent(toMs - fromMs) }}
                  />
                ))}
              {marks.map(({ kind, atMs }) => (
                <b
                  key={`${kind}${atMs}`}
                  className={styles.mark}
                  data-mark={kind}
                  style={{ left: percent(atMs) }}
                >
                  {signs[kind]}
                </b>
              ))}
              {(last.status ?? 0) >= 400 && answeredMs !== undefined && (
                <b className={styles.mark} data-mark="refused" style={{ left: percent(answeredMs) }}>
                  ✗
                </b>
              )}
              {ends[last.phase] && (
                <b className={styles.mark} data-mark={last.phase} style={{ left: percent(lastMs) }}>
                  {ends[last.phase]}
                </b>
              )}
            </span>
          </div>
        ))}
        <span className={styles.plot}>
          {marked.map((ms) => (
            <span key={ms} className={styles.moment} style={{ left: percent(ms) }} />
          ))}
          <span className={styles.cursor} style={{ left: percent(nowMs) }} />
        </span>
      </div>
      <div className={styles.axis}>
        <span>0</span>
        <span>{timeText(run.endMs)}</span>
      </div>
    </div>
  );
}

/** When a place failed, below its name; nothing when it never did. */
function BrokenRow({
  name,
  stretches,
  percent,
}: {
  name: string;
  stretches: Broken[];
  percent(ms: number): string;
}): ReactNode {
  if (stretches.length === 0) return null;
  return (
    <div className={styles.row} data-broken="true">
      <span className={styles.number}>✗</span>
      <span className={styles.lane}>
        {stretches.map(({ how, fromMs, toMs }) => (
          <i
            key={`${how}${fromMs}`}
            className={styles.broken}
            title={how}
            style={{ left: percent(fromMs), width: percent(toMs - fromMs) }}
          />
        ))}
        <small className={styles.failing}>
          {name}: {[...new Set(stretches.map(({ how }) => how))].join(', ')}
        </small>
      </span>
    </div>
  );
}

/** What the signs mean, of those that are in the chart. */
function keyOfSigns(orders: readonly CopySpans[]): string[] {
  const ended = (phase: string) => orders.some(({ last }) => last.phase === phase);
  const marked = (mark: string) => orders.some(({ marks }) => marks.some(({ kind }) => kind === mark));
  const signsShown: [text: string, shown: boolean][] = [
    ['● done', ended('done')],
    ['✗ error for the caller', orders.some(({ last }) => (last.status ?? 0) >= 400)],
    ['¦ throttled', marked('throttled')],
    ['! a call of the table fails', marked('failed-call')],
    ['◆ cold start', marked('cold')],
    ['↩ visible again', marked('returned')],
    ['▼ dead-lettered', marked('dead-lettered')],
    ['∅ lost', ended('expired') || ended('dropped') || ended('unheard')],
    ['= taken for a duplicate', ended('no-message')],
  ];
  return signsShown.flatMap(([text, shown]) => (shown ? text : []));
}
