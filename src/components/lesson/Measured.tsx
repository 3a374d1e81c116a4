import type { MeasuredData } from '@site/src/content/page-data';
import type { ReactNode } from 'react';
import { formatQuantity } from './format.ts';
import { Provenance } from './Provenance.tsx';
import { Sourced } from './Sourced.tsx';

/** A number that a lab measured. */
export function Measured({ data }: { data: MeasuredData }): ReactNode {
  const { median, min, max, unit, metricLabel, variantLabel, provenance } = data;
  return (
    <Sourced value={formatQuantity(median, unit)} about="measured; where it comes from">
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
