import { type ReactNode, useMemo } from 'react';
import type { Sample } from '../../explorer/model/course.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { formatNumber } from '../lesson/format.ts';
import { Pile, Place } from './Drawn.tsx';
import { dotsAt, growing, ordersPerDot } from './moving.ts';
import { waitingRooms } from './pipelines.ts';

/** Dots on their way at once, and in a place, at most. */
const mostMoving = 12;
const mostStanding = 36;

interface MovingProps {
  pipeline: Settings['pipeline'];
  course: readonly Sample[];
  moment: Sample | undefined;
  /** Where the run is looked at, and how long an order is shown on its way, in s. */
  at: number;
  travel: number;
}

/**
 * The pipeline with the orders in it, as dots. They move with the time of the run and with nothing else: where it stands
 * still, so do they. The same numbers stand below as text.
 */
export function Moving({ pipeline, course, moment, at, travel }: MovingProps): ReactNode {
  const { came, stored, refused, perDot } = useMemo(() => {
    const flows = {
      came: growing(course, (sample) => sample.sent),
      stored: growing(course, (sample) => sample.stored),
      refused: growing(course, (sample) => sample.refusals),
    };
    return { ...flows, perDot: ordersPerDot(Object.values(flows), travel, mostMoving) };
  }, [course, travel]);
  const standing = (count: number | undefined) => Math.min(mostStanding, Math.ceil((count ?? 0) / perDot));
  return (
    <div className="moving" aria-hidden="true">
      <svg viewBox="0 0 600 120" aria-hidden="true">
        <path className="way" d="M90 40H190M310 40H318M438 40H524M250 76V104" />
        <Place x={0} name="Callers" width={90} />
        <Place x={190} name={waitingRooms[pipeline].place} width={120} />
        <Place x={318} name="Function" width={120} />
        <Place x={524} name="Table" width={76} />
        <Pile x={204} y={32} columns={9} count={standing(moment?.waiting)} kind="queued" />
        <Pile x={332} y={32} columns={9} count={standing(moment?.inFlight)} kind="working" />
        {dotsAt(came, at, travel, perDot).map(({ key, place }) => (
          <circle key={key} className="came" cx={90 + place * 100} cy={40} r={4} />
        ))}
        {dotsAt(stored, at, travel, perDot).map(({ key, place }) => (
          <circle key={key} className="stored" cx={438 + place * 86} cy={40} r={4} />
        ))}
        {dotsAt(refused, at, travel, perDot).map(({ key, place }) => (
          <circle key={key} className="refused" cx={250} cy={76 + place * 28} r={4} />
        ))}
        <text x={262} y={106}>
          refused
        </text>
      </svg>
      <p>
        {perDot === 1 ? 'Each dot is an order' : `Each dot stands for ${formatNumber(perDot)} orders`}; a
        place shows {mostStanding} dots at most.
      </p>
    </div>
  );
}
