import type { ReactNode } from 'react';
import type { ByPlace } from '../../explorer/model/counts.ts';
import type { Sample } from '../../explorer/model/course.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { formatNumber } from '../lesson/format.ts';
import { FanOut } from './FanOut.tsx';
import { Moving } from './Moving.tsx';
import { pipelineNames, waitingRooms } from './pipelines.ts';
import { SubscriptionTable } from './SubscriptionTable.tsx';

interface FlowProps {
  name: 'A' | 'B' | undefined;
  settings: Settings;
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

const lostOnItsWay = 'Lost: caller was told of a failure';

/** Where a notification can be. */
const notificationPlaces: [string, (of: ByPlace) => number][] = [
  ['Wait', ({ waiting }) => waiting],
  ['In flight', ({ inFlight }) => inFlight],
  ['Stored', ({ stored }) => stored],
  ['Given up, kept', ({ deadLettered }) => deadLettered],
  ['Dropped', ({ lost }) => lost],
];

/** Where the orders are at the moment: each is in exactly one place. */
export function Flow({ name, settings, course, at, travel, moment, stored }: FlowProps): ReactNode {
  const { pipeline } = settings;
  const { waits, givenUp, stored: storedBy = 'Stored', lost = lostOnItsWay } = waitingRooms[pipeline];
  const gone: Shown[] = givenUp ? [[givenUp, moment?.deadLettered, 'out']] : [];
  const places: Shown[] = [
    [waits, moment?.waiting, 'way'],
    ['In flight: function or poller', moment?.inFlight, 'way'],
    [storedBy, moment && stored, 'end'],
    ...gone,
    ['Refused', moment?.refused, 'out'],
    [lost, moment?.lost, 'out'],
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
      {pipeline === 'topic' ? (
        <FanOut settings={settings} course={course} moment={moment} at={at} travel={travel} />
      ) : (
        <Moving pipeline={pipeline} course={course} moment={moment} at={at} travel={travel} />
      )}
      <dl className="flow">
        {places.map(([label, count, kind]) => (
          <div key={label} data-kind={kind}>
            <dt>{label}</dt>
            <dd>{count === undefined ? '…' : formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {pipeline === 'topic' && (
        <SubscriptionTable
          settings={settings}
          caption="Where the notifications of each subscriber are"
          rows={moment?.subscriptions}
          columns={notificationPlaces}
        />
      )}
    </section>
  );
}
