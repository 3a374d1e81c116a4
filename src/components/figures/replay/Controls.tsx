import type { ReactNode } from 'react';
import { formatNumber } from '../../lesson/format.ts';
import type { Playback } from '../../lesson/use-playback.ts';
import styles from './Controls.module.css';
import { useReducedMotion } from './use-reduced-motion.ts';

const speeds = [0.25, 0.5, 1, 2, 4];

/** Play, pause, step, speed and time, all native. Where motion is unwelcome there is nothing to play: it steps. */
export function Controls({
  live,
  playback: { playing, play, pause, step, back, seek },
  nowMs,
  endMs,
  speed,
  onSpeed,
  slowdown,
  timeText,
}: {
  /** Whether the code that answers is there. */
  live: boolean;
  playback: Playback;
  nowMs: number;
  endMs: number;
  speed: number;
  onSpeed(speed: number): void;
  slowdown: number;
  timeText(ms: number): string;
}): ReactNode {
  const still = useReducedMotion();
  return (
    <fieldset className={`${styles.controls} needs-js`} disabled={!live} aria-label="Replay controls">
      {!still && (
        <button type="button" className={styles.play} onClick={playing ? pause : play}>
          {playing ? 'Pause' : 'Play'}
        </button>
      )}
      <button type="button" className={styles.step} onClick={back} disabled={playing}>
        Step back
      </button>
      <button type="button" className={styles.step} onClick={step} disabled={playing}>
        Step
      </button>
      {!still && (
        <label className={styles.speed}>
          Speed{' '}
          <select value={speed} onChange={(event) => onSpeed(Number(event.target.value))}>
            {speeds.map((each) => (
              <option key={each} value={each}>
                {each} ×
              </option>
            ))}
          </select>
        </label>
      )}
      <output className={styles.clock}>{timeText(nowMs)}</output>
      {!still && <small className={styles.slower}>{pace(slowdown)}</small>}
      <input
        type="range"
        className={styles.scrub}
        aria-label="Time in the recorded run"
        aria-valuetext={timeText(nowMs)}
        min={0}
        max={endMs}
        step={0.1}
        value={nowMs}
        onChange={(event) => seek(event.target.valueAsNumber)}
      />
    </fieldset>
  );
}

function pace(slowdown: number): string {
  if (slowdown >= 1.05) return `${formatNumber(slowdown)} times slower than it was`;
  return slowdown > 0.95 ? 'as fast as it was' : `${formatNumber(1 / slowdown)} times faster than it was`;
}
