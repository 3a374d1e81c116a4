import worker from '@explore/worker';
import { useEffect, useRef, useState } from 'react';
import type { Sample } from '../../explorer/model/course.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import type { RunAnswer, RunRequest, SideName, Totals } from '../../explorer/run/protocol.ts';
import type { Problem, View } from './address.ts';

/** What is known of the run of one setting. */
export interface Run {
  settings: Settings;
  course: Sample[];
  totals?: Totals | undefined;
  figures?: number[] | undefined;
  problem?: Problem | undefined;
}

export type RunsOf = Partial<Record<SideName, Run>>;

/**
 * The runs of both settings, worked on in a worker. Until the first answer about a setting that has changed, the run
 * before stays, so that nothing flickers. `overlay`: place of the recorded run whose settings the first has exactly.
 */
export function useRuns({ a, b }: Pick<View, 'a' | 'b'>, overlay: number | undefined): RunsOf {
  const [runs, setRuns] = useState<RunsOf>({});
  const own = useRef<Worker>(undefined);
  const asked = useRef({ id: 0 } as { id: number } & Partial<Record<SideName, RunRequest>>);

  // The first effect, as the others speak to the worker.
  useEffect(() => {
    const made = new Worker(worker);
    own.current = made;
    made.onmessage = ({ data }: MessageEvent<RunAnswer>) => {
      const request = asked.current[data.side];
      const settings = request?.settings;
      if (!settings || request.id !== data.id) return;
      setRuns((before) => ({ ...before, [data.side]: added(before[data.side], settings, data) }));
    };
    made.onerror = () => {
      const settings = asked.current.a?.settings;
      if (settings) setRuns({ a: { settings, course: [], problem: notLoaded } });
    };
    return () => made.terminate();
  }, []);

  useEffect(() => {
    asked.current.id += 1;
    const request: RunRequest = { side: 'a', id: asked.current.id, settings: a };
    if (overlay !== undefined) request.overlay = overlay;
    asked.current.a = request;
    own.current?.postMessage(request);
  }, [a, overlay]);

  useEffect(() => {
    asked.current.id += 1;
    const request: RunRequest = { side: 'b', id: asked.current.id, ...(b && { settings: b }) };
    asked.current.b = request;
    own.current?.postMessage(request);
    if (!b) setRuns(({ a: first }) => (first ? { a: first } : {}));
  }, [b]);
  return runs;
}

const notLoaded: Problem = {
  message: 'The model could not be loaded.',
  remedy: 'Load the page again when you are online.',
};

/** A run with what is new of it. The first answer about new settings begins a new one. */
function added(before: Run | undefined, settings: Settings, answer: RunAnswer): Run {
  const { course, totals, figures, problem } = answer;
  const goesOn = before?.settings === settings && !before.totals;
  return { settings, course: goesOn ? [...before.course, ...course] : course, totals, figures, problem };
}
