import { Fragment, type ReactNode } from 'react';
import type { Demand, Judged } from '../../explorer/challenges/challenge.ts';
import { timeUnit } from '../explore/scale.ts';
import { formatNumber } from '../lesson/format.ts';

interface ContractProps {
  demands: readonly Demand[];
  /** How they came out; nothing before the first check. */
  judged: readonly Judged[] | undefined;
  reasons: readonly (string | undefined)[] | undefined;
}

/** The demands as a table; after a check with what the run came to, and what broke. */
export function Contract({ demands, judged, reasons }: ContractProps): ReactNode {
  return (
    <table>
      <caption>
        The contract <small className="tag">model, not measured</small>
      </caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" className="number">
            Promised
          </th>
          <th scope="col" className="number">
            In the run
          </th>
        </tr>
      </thead>
      <tbody>
        {demands.map((demand, place) => {
          const result = judged?.[place];
          const reason = reasons?.[place];
          return (
            <Fragment key={demand.label}>
              <tr data-met={result?.met}>
                <th scope="row">{demand.label}</th>
                <td className="number">{promised(demand)}</td>
                <td className="number">
                  {result ? `${result.met ? '✓' : '✗'} ${quantity(result.value, demand.unit)}` : '–'}
                </td>
              </tr>
              {reason && (
                <tr>
                  <td colSpan={3} className="reason">
                    {reason}
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function promised({ most, least, unit }: Demand): string {
  if (least !== undefined) return least === 100 ? 'all' : `at least ${quantity(least, unit)}`;
  return most === 0 ? 'none' : `at most ${quantity(most ?? 0, unit)}`;
}

/** A number for a reader; what is near a limit keeps the digits that tell it from the limit. */
function quantity(value: number, unit: string | undefined): string {
  if (unit === '$') return `$${value < 100 ? value.toFixed(2).replace(/\.00$/, '') : formatNumber(value)}`;
  if (unit === '%') return `${Number(value.toFixed(1))}\u00a0%`;
  if (unit !== 'ms' && unit !== 's') return formatNumber(value);
  const milliseconds = unit === 's' ? value * 1000 : value;
  const time = timeUnit(milliseconds);
  return `${formatNumber(milliseconds / time.ms)}\u00a0${time.unit}`;
}
