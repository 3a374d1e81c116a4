import { type ReactNode, useEffect, useState } from 'react';
import type { Evidence } from '#content/evidence.ts';
import { ownChart } from './own-chart.ts';
import { ownCourse } from './own-course.ts';
import { showOwnNumbers } from './own-numbers.ts';
import { ownReplay } from './own-replay.ts';
import { showRun } from './shown-run.ts';

/** Lets the numbers, charts and replays of the page be those of the reader's own run, and ours again. */
export function OwnInPage({ ours, yours }: { ours: Evidence; yours: Evidence }): ReactNode {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const restore = showOwnNumbers(ours, yours);
    showRun({
      experiment: `${ours.lab}/${ours.experiment}`,
      compareChart: (recorded) => ownChart(recorded, yours),
      courseChart: (recorded) => ownCourse(recorded, ours, yours),
      replay: (recorded) => ownReplay(recorded, yours),
    });
    return () => {
      restore();
      showRun(undefined);
    };
  }, [shown, ours, yours]);
  return (
    <p>
      <label>
        <input type="checkbox" checked={shown} onChange={({ target }) => setShown(target.checked)} /> Show my
        numbers on this page, in its text, charts and replays
      </label>
      <br />
      <small>Claims, costs and what the text concludes stay those of our run.</small>
    </p>
  );
}
