import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { RecordedRun } from '#content/explore-data.ts';
import { formatDay, formatNumber, formatQuantity } from '../lesson/format.ts';

interface AsRecordedProps {
  run: RecordedRun;
  /** What the model says of each figure; nothing when it was given other settings, or is not done yet. */
  figures: readonly number[] | undefined;
  /** Whether the settings are those of the recorded run. */
  same: boolean;
  onRemove(): void;
}

/** The recorded run that is laid over, beside what the model says of it. */
export function AsRecorded({ run, figures, same, onRemove }: AsRecordedProps): ReactNode {
  return (
    <section className="totals" aria-labelledby="as-recorded">
      <h2 id="as-recorded">As recorded</h2>
      <p>
        <Link to={`/runs/${run.experiment}/`}>{run.experiment}</Link>, {run.label}, recorded on{' '}
        {formatDay(run.recordedAt)}.{' '}
        {Object.keys(run.courses).length > 0 && 'One of its repetitions is drawn over the charts. '}
        {run.note && `${run.note} `}
        {!same && 'A knob of A was turned since: the run was recorded with other settings. '}
        <button type="button" onClick={onRemove}>
          Take it away
        </button>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Recorded
            </th>
            <th scope="col" className="number">
              Model
            </th>
            <th scope="col" className="number">
              May differ by
            </th>
          </tr>
        </thead>
        <tbody>
          {run.figures.map(({ label, unit, recorded, bound }, place) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{formatQuantity(recorded, unit)}</td>
              <td className="number">{same && figures ? formatQuantity(figures[place] ?? 0, unit) : '–'}</td>
              <td className="number">{formatNumber(bound)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
