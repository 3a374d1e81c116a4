import { type CSSProperties, type ReactNode, useMemo } from 'react';
import type { Run } from '#content/replay/moment.ts';
import { type CopyState, statesAt } from '#content/replay/state.ts';
import { PlaceIcon } from '../PlaceIcon.tsx';
import { brokenAt } from './broken-at.ts';
import { standingText } from './phase-text.ts';
import styles from './Stage.module.css';

/**
 * The pipeline from top to bottom, with every copy of an order where it is now: what waits is a row as long as its wait
 * is. A place that fails now is marked.
 */
export function Stage({
  run,
  nowMs,
  carries,
  label,
}: {
  run: Run;
  nowMs: number;
  carries: string;
  label: string;
}): ReactNode {
  const states = statesAt(run, nowMs);
  const crowd = useMemo(() => mostInOnePlace(run), [run]);
  const broken = brokenAt(run, nowMs);
  const slots = run.places.map(() => 0);
  return (
    <div
      className={styles.stage}
      role="img"
      aria-label={`${label}: ${summary(run, states, broken)}`}
      style={{ '--rows': run.places.length, '--crowd': crowd } as CSSProperties}
    >
      {run.places.map(({ name, kind, resource }, row) => (
        <span
          key={resource ?? name}
          className={styles.place}
          data-kind={kind}
          data-broken={broken.has(row)}
          style={{ '--row': row } as CSSProperties}
        >
          <PlaceIcon place={kind} />
          <span>
            {name}
            {broken.has(row) && <b className={styles.how}>{broken.get(row)}</b>}
          </span>
        </span>
      ))}
      {states.map((state, index) => {
        const copy = run.copies[index];
        if (state.phase === 'unsent' || !copy) return null;
        const slot = slots[state.place] ?? 0;
        slots[state.place] = slot + 1;
        return (
          <span
            key={copy.name}
            className={styles.token}
            data-phase={state.phase}
            data-open={state.open}
            data-refused={(state.status ?? 0) >= 400}
            data-carried={copy.word === carries}
            style={{ '--row': state.place, '--slot': slot } as CSSProperties}
          >
            {copy.name}
          </span>
        );
      })}
    </div>
  );
}

/** How many stand in one place at the same time, at most. */
function mostInOnePlace(run: Run): number {
  const most = run.moments.map(({ atMs }) => {
    const states = statesAt(run, atMs).filter(({ phase }) => phase !== 'unsent');
    return Math.max(...run.places.map((_, row) => states.filter(({ place }) => place === row).length));
  });
  return Math.max(1, ...most);
}

function summary(
  { places, copies }: Run,
  states: readonly CopyState[],
  broken: ReadonlyMap<number, string>,
): string {
  const failing = [...broken].map(([place, how]) => `${places[place]?.name} is failing now (${how})`);
  const texts = states.flatMap((state, index) => {
    const { word, name } = copies[index] ?? {};
    return state.phase === 'unsent' ? [] : `${word} ${name} ${standingText(state, places)}`;
  });
  return texts.length === 0 ? 'nothing has arrived yet' : [...failing, ...texts].join(', ');
}
