import type { ReactNode } from 'react';
import type { Sample } from '../../explorer/model/course.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { formatNumber } from '../lesson/format.ts';
import { Moving } from './Moving.tsx';
import { pipelineNames, waitingRooms } from './pipelines.ts';

interface FlowProps {
  name: 'A' | 'B' | undefined;
  pipeline: Settings['pipeline'];
  course: readonly Sample[];
  /** Where the run is looked at, and how long an order is shown on its way, in s. */
  at: number;
  travel: number;
  /** The moment that is looked at; nothing while there is no run yet. */
  moment: Sample | undefined;
  /** Orders that were stored until then. */
  stored: number;
}

/** A place, how many are there, and whether it is on the way, its end, or beside it. */
type Shown = [label: string, count: number | undefined, kind: 'way' | 'end' | 'out'];

/** Where the orders are at the moment: each is in exactly one place. */
export function Flow({ name, pipeline, course, at, travel, moment, stored }: FlowProps): ReactNode {
  const { waits, givenUp } = waitingRooms[pipeline];
  const gone: Shown[] = givenUp ? [[givenUp, moment?.deadLettered, 'out']] : [];
  const places: Shown[] = [
    [waits, moment?.waiting, 'way'],
    ['In flight: function or poller', moment?.inFlight, 'way'],
    ['Stored', moment && stored, 'end'],
    ...gone,
    ['Refused', moment?.refused, 'out'],
    ['Lost: caller was told of a failure', moment?.lost, 'out'],
  ];
  return (
    <section aria-label={name ? `Where the orders of ${name} are` : 'Where the orders are'}>
      <p className="title">
        <b>
          {name && `${name} · `}
          {pipelineNames[pipeline]}: where the orders are
        </b>
        <small className="tag">model, not measured</small>
      </p>
      <Moving pipeline={pipeline} course={course} moment={moment} at={at} travel={travel} />
      <dl className="flow">
        {places.map(([label, count, kind]) => (
          <div key={label} data-kind={kind}>
            <dt>{label}</dt>
            <dd>{count === undefined ? '…' : formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
