import type { ReactNode } from 'react';
import { useReducedMotion } from '../figures/replay/use-reduced-motion.ts';
import { formatQuantity } from '../lesson/format.ts';
import type { Playback } from '../lesson/use-playback.ts';
import { timeUnit } from './scale.ts';

const speeds = [0.25, 0.5, 1, 2, 4];

interface PlayControlsProps {
  playback: Playback;
  nowMs: number;
  endMs: number;
  stepMs: number;
  speed: number;
  onSpeed(speed: number): void;
  /** How many times faster than it would be. */
  pace: number;
}

/** Run, pause, step, speed and time, all native. Where motion is unwelcome nothing runs: it steps. */
export function PlayControls({
  playback: { playing, play, pause, step, back, seek },
  nowMs,
  endMs,
  stepMs,
  speed,
  onSpeed,
  pace,
}: PlayControlsProps): ReactNode {
  const still = useReducedMotion();
  return (
    <fieldset className="play" aria-label="Run controls">
      {!still && (
        <button type="button" className="run" onClick={playing ? pause : play}>
          {playing ? 'Pause' : 'Run'}
        </button>
      )}
      <button type="button" onClick={back} disabled={playing}>
        Step back
      </button>
      <button type="button" onClick={step} disabled={playing}>
        Step
      </button>
      {!still && (
        <label>
          Speed{' '}
          <select value={speed} onChange={({ target }) => onSpeed(Number(target.value))}>
            {speeds.map((each) => (
              <option key={each} value={each}>
                {each} ×
              </option>
            ))}
          </select>
        </label>
      )}
      <output>{timeText(nowMs, endMs)}</output>
      {!still && <small>{paceText(pace)}</small>}
      <input
        type="range"
        aria-label="Time in the run"
        aria-valuetext={timeText(nowMs, endMs)}
        min={0}
        max={endMs}
        step={stepMs}
        value={nowMs}
        onChange={({ target }) => seek(target.valueAsNumber)}
      />
    </fieldset>
  );
}

function timeText(nowMs: number, endMs: number): string {
  const { unit, ms } = timeUnit(endMs);
  return `${formatQuantity(nowMs / ms, unit)} of ${formatQuantity(endMs / ms, unit)}`;
}

function paceText(pace: number): string {
  if (pace >= 1.05) return `${formatQuantity(pace)} times as fast as it would be`;
  return pace > 0.95 ? 'as fast as it would be' : `${formatQuantity(1 / pace)} times slower than it would be`;
}
