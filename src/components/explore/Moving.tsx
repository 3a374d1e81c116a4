import { type ReactNode, useMemo } from 'react';
import type { Sample } from '../../explorer/model/course.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { formatNumber } from '../lesson/format.ts';
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
        <Pile x={198} count={standing(moment?.waiting)} kind="queued" />
        <Pile x={326} count={standing(moment?.inFlight)} kind="working" />
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

function Place({ x, name, width }: { x: number; name: string; width: number }): ReactNode {
  return (
    <>
      <rect x={x} y={4} width={width} height={72} rx={8} />
      <text x={x + 8} y={20}>
        {name}
      </text>
    </>
  );
}

function Pile({ x, count, kind }: { x: number; count: number; kind: string }): ReactNode {
  return Array.from({ length: count }, (_, place) => (
    <circle
      // biome-ignore lint/suspicious/noArrayIndexKey: a dot of a pile is known by its place
      key={place}
      className={kind}
      cx={x + 6 + (place % 9) * 11.5}
      cy={32 + Math.floor(place / 9) * 11}
      r={4}
    />
  ));
}
