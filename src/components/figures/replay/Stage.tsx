import { type CSSProperties, type ReactNode, useMemo } from 'react';
import type { Run } from '#content/replay/moment.ts';
import { type OrderState, statesAt } from '#content/replay/state.ts';
import { PlaceIcon } from '../PlaceIcon.tsx';
import { standingText } from './phase-text.ts';
import styles from './Stage.module.css';

/** The pipeline from top to bottom, with every order where it is now: what waits is a row as long as its wait is. */
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
  const slots = run.places.map(() => 0);
  return (
    <div
      className={styles.stage}
      role="img"
      aria-label={`${label}: ${summary(run, states, carries)}`}
      style={{ '--rows': run.places.length, '--crowd': crowd } as CSSProperties}
    >
      {run.places.map(({ name, kind }, row) => (
        <span key={name} className={styles.place} data-kind={kind} style={{ '--row': row } as CSSProperties}>
          <PlaceIcon place={kind} />
          <span>{name}</span>
        </span>
      ))}
      {states.map((state, index) => {
        if (state.phase === 'unsent') return null;
        const slot = slots[state.place] ?? 0;
        slots[state.place] = slot + 1;
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: an order is known by its number
            key={index}
            className={styles.token}
            data-phase={state.phase}
            data-open={state.open}
            data-refused={(state.status ?? 0) >= 400}
            style={{ '--row': state.place, '--slot': slot } as CSSProperties}
          >
            {index + 1}
          </span>
        );
      })}
    </div>
  );
}

/** How many orders stand in one place at the same time, at most. */
function mostInOnePlace(run: Run): number {
  const most = run.moments.map(({ atMs }) => {
    const states = statesAt(run, atMs).filter(({ phase }) => phase !== 'unsent');
    return Math.max(...run.places.map((_, row) => states.filter(({ place }) => place === row).length));
  });
  return Math.max(1, ...most);
}

function summary({ places }: Run, states: readonly OrderState[], carries: string): string {
  const texts = states.flatMap((state, index) =>
    state.phase === 'unsent' ? [] : `${carries} ${index + 1} ${standingText(state, places)}`,
  );
  return texts.length === 0 ? 'nothing has arrived yet' : texts.join(', ');
}
