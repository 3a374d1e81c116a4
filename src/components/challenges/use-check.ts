import worker from '@explore/worker';
import { useEffect, useRef, useState } from 'react';
import type { Sample } from '../../explorer/model/course.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import type { RunAnswer, RunRequest, Totals } from '../../explorer/run/protocol.ts';

/** A whole run of the model. */
interface WholeRun {
  course: Sample[];
  totals: Totals;
}

/** Has the explorer's worker play settings through. It is fetched with the first check, and ends with each. */
export function useCheck(): {
  run(settings: Settings, then: (run: WholeRun) => void): void;
  busy: boolean;
  problem: string | undefined;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const own = useRef<Worker>(undefined);
  useEffect(() => () => own.current?.terminate(), []);

  const run = (settings: Settings, then: (run: WholeRun) => void) => {
    own.current?.terminate();
    const made = new Worker(worker);
    own.current = made;
    const end = (what?: string) => {
      made.terminate();
      setBusy(false);
      setProblem(what);
    };
    const course: Sample[] = [];
    made.onmessage = ({ data }: MessageEvent<RunAnswer>) => {
      course.push(...data.course);
      if (data.problem) end(`${data.problem.message} ${data.problem.remedy}`);
      else if (data.totals) {
        end();
        then({ course, totals: data.totals });
      }
    };
    made.onerror = () => end('The model could not be loaded. Check again when you are online.');
    setBusy(true);
    made.postMessage({ side: 'a', id: 1, settings } satisfies RunRequest);
  };
  return { run, busy, problem };
}
