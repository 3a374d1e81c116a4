import { type ReactNode, useMemo } from 'react';
import type { ByPlace } from '../../explorer/model/counts.ts';
import type { Sample } from '../../explorer/model/course.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { formatNumber } from '../lesson/format.ts';
import { Pile, Place } from './Drawn.tsx';
import { dotsAt, type Growing, growing, ordersPerDot } from './moving.ts';
import { isBuffered } from './subscriptions.ts';

/** Dots on their way at once, and in a place, at most. */
const mostMoving = 8;
const mostStanding = 14;
/** Height of the line of a subscription, and of all of it where there are few. */
const line = 44;
const leastHeight = 140;

interface FanOutProps {
  settings: Settings;
  course: readonly Sample[];
  moment: Sample | undefined;
  /** Where the run is looked at, and how long an order is shown on its way, in s. */
  at: number;
  travel: number;
}

/**
 * The pipeline with a topic, with orders on their way to it and notifications behind it as dots; see `Moving`. The same
 * numbers stand below as text and as a table.
 */
export function FanOut({ settings, course, moment, at, travel }: FanOutProps): ReactNode {
  const { came, refused, told, perDot } = useMemo(() => {
    const flows = {
      came: growing(course, (sample) => sample.sent),
      refused: growing(course, (sample) => sample.refusals),
      // Each subscription has as many notifications as the others.
      told: toldSoFar(course),
    };
    return { ...flows, perDot: ordersPerDot(Object.values(flows), travel, mostMoving) };
  }, [course, travel]);
  const { subscriptions } = settings;
  const height = Math.max(leastHeight, subscriptions * line);
  const middle = height / 2;
  const top = (place: number) => (height - subscriptions * line) / 2 + place * line + 2;
  const standing = (of: ByPlace | undefined, place: 'waiting' | 'inFlight') =>
    Math.min(mostStanding, Math.ceil((of?.[place] ?? 0) / perDot));
  const places = Array.from({ length: subscriptions }, (_, place) => place);
  return (
    <div className="moving" aria-hidden="true">
      <svg viewBox={`0 0 600 ${height}`} aria-hidden="true">
        <path className="way" d={`M84 ${middle}H108M196 ${middle}H220M152 ${middle + 36}V${middle + 62}`} />
        {places.map((place) => (
          <path key={place} className="way" d={`M292 ${middle}L326 ${top(place) + 20}`} />
        ))}
        <Place x={0} y={middle - 36} name="Callers" width={84} />
        <Place x={108} y={middle - 36} name="Function" width={88} />
        <Place x={220} y={middle - 36} name="Topic" width={72} />
        {places.map((place) => {
          const own = moment?.subscriptions?.[place];
          return (
            <g key={place}>
              <rect x={326} y={top(place)} width={274} height={40} rx={8} />
              <text x={333} y={top(place) + 25}>
                {place + 1} {isBuffered(settings, place) ? 'queue' : 'pushed'}
              </text>
              <Pile x={428} y={top(place) + 14} columns={7} count={standing(own, 'waiting')} kind="queued" />
              <Pile
                x={520}
                y={top(place) + 14}
                columns={7}
                count={standing(own, 'inFlight')}
                kind="working"
              />
            </g>
          );
        })}
        {dotsAt(came, at, travel, perDot).map(({ key, place }) => (
          <circle key={key} className="came" cx={84 + place * 136} cy={middle} r={4} />
        ))}
        {places.map((subscription) =>
          dotsAt(told, at, travel, perDot).map(({ key, place }) => (
            <circle
              key={`${subscription} ${key}`}
              className="came"
              cx={292 + place * 34}
              cy={middle + place * (top(subscription) + 20 - middle)}
              r={4}
            />
          )),
        )}
        {dotsAt(refused, at, travel, perDot).map(({ key, place }) => (
          <circle key={key} className="refused" cx={152} cy={middle + 36 + place * 26} r={4} />
        ))}
        <text x={162} y={middle + 62}>
          refused
        </text>
      </svg>
      <p>
        {perDot === 1
          ? 'Each dot is an order, or a notification of one'
          : `Each dot stands for ${formatNumber(perDot)} orders, or notifications of them`}
        ; of a subscriber {mostStanding} that wait and {mostStanding} in work are shown at most.
      </p>
    </div>
  );
}

/** Notifications of each subscription so far, over the run. */
function toldSoFar(course: readonly Sample[]): Growing {
  return {
    at: course.map(({ at }) => at),
    counts: course.map(({ subscriptions: [first] = [] }) =>
      first ? Object.values(first).reduce((sum, count) => sum + count, 0) : 0,
    ),
  };
}
