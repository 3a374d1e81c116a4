import { useCallback, useEffect, useRef, useState } from 'react';

/** What drives a replay. `now` is a time of the recorded run in milliseconds; undefined before it has begun. */
export interface Playback {
  now: number | undefined;
  playing: boolean;
  play(): void;
  pause(): void;
  /** Goes to the next of the recorded moments and stays there. */
  step(): void;
  /** Goes to the recorded moment before and stays there. */
  back(): void;
  seek(now: number): void;
}

/**
 * Replays `endMs` recorded milliseconds, `slowdown` times slower than they were. Before it has begun, what is seen is the
 * run at `restsAtMs`: its end, unless said.
 */
export function usePlayback(
  moments: readonly number[],
  endMs: number,
  slowdown: number,
  restsAtMs = endMs,
): Playback {
  const [now, setNow] = useState<number>();
  const [playing, setPlaying] = useState(false);
  const current = useRef<number>(undefined);
  current.current = now;

  useEffect(() => {
    if (!playing) return;
    let last: number | undefined;
    let frame = requestAnimationFrame(function tick(time) {
      const elapsed = (time - (last ?? time)) / slowdown;
      last = time;
      const next = Math.min((current.current ?? 0) + elapsed, endMs);
      setNow(next);
      if (next >= endMs) setPlaying(false);
      else frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, endMs, slowdown]);

  const pause = useCallback(() => setPlaying(false), []);
  const seek = useCallback((to: number) => {
    setPlaying(false);
    setNow(to);
  }, []);
  const step = useCallback(() => {
    const from = current.current;
    const start = from === undefined || from >= endMs ? -1 : from;
    seek(moments.find((moment) => moment > start) ?? endMs);
  }, [moments, endMs, seek]);
  const back = useCallback(
    () => seek(moments.findLast((moment) => moment < (current.current ?? restsAtMs)) ?? 0),
    [moments, restsAtMs, seek],
  );
  const play = useCallback(() => {
    if ((current.current ?? endMs) >= endMs) setNow(0);
    setPlaying(true);
  }, [endMs]);

  return { now, playing, play, pause, step, back, seek };
}
