import { useEffect, useRef, useState } from 'react';
import { countSeconds } from '../../stopwatch.ts';

/** A clock that counts up from `already` seconds once it is started, and stands when it is stopped. */
export interface ClockView {
  seconds: number;
  running: boolean;
  start(): void;
  stop(): void;
}

/** `onTick` hears of the seconds every few of them, so that a reload loses no more than that. */
export function useClock(already: number, onTick: (seconds: number) => void): ClockView {
  const [seconds, setSeconds] = useState(0);
  const [running, setRunning] = useState(false);
  const tick = useRef(onTick);
  tick.current = onTick;
  // What was spent already grows with the ticks themselves.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the clock starts
  useEffect(() => {
    if (!running) return;
    return countSeconds(already, { show: setSeconds, keep: (now) => tick.current(now) });
  }, [running]);
  return {
    seconds: running ? Math.max(seconds, already) : already,
    running,
    start() {
      if (!running) setSeconds(0);
      setRunning(true);
    },
    stop: () => setRunning(false),
  };
}
