import type { ReactNode } from 'react';
import type { MeasuredData } from '#content/page-data.ts';
import { formatQuantity } from './format.ts';
import { Provenance } from './Provenance.tsx';
import { type Beside, Sourced } from './Sourced.tsx';

/** A number that a lab measured; `bare` leaves the unit to the sentence around it. */
export function Measured({
  data,
  bare,
  ...beside
}: { data: MeasuredData; bare?: boolean } & Beside): ReactNode {
  const { median, min, max, unit, metric, metricLabel, variant, variantLabel, provenance } = data;
  return (
    <Sourced
      value={formatQuantity(median, bare ? undefined : unit)}
      about="measured; where it comes from"
      of={`${provenance.experiment} ${variant} ${metric}`}
      {...beside}
    >
      <Provenance of={provenance}>
        <span>
          <b>
            {formatQuantity(median, unit)} · {metricLabel}, {variantLabel}
          </b>
        </span>
        <span>
          {min === max
            ? `The same in all ${provenance.repetitions} repetitions.`
            : `Median of ${provenance.repetitions} repetitions that gave ${formatQuantity(min)} to ${formatQuantity(max, unit)}.`}
        </span>
      </Provenance>
    </Sourced>
  );
}
