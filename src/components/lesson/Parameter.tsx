import type { ReactNode } from 'react';
import type { ParameterData } from '#content/page-data.ts';
import { formatQuantity } from './format.ts';
import { Provenance } from './Provenance.tsx';
import { type Beside, Sourced } from './Sourced.tsx';

/** A value that an experiment was given. */
export function Parameter({ data, ...beside }: { data: ParameterData } & Beside): ReactNode {
  const { value, unit, label, injected, provenance } = data;
  return (
    <Sourced value={formatQuantity(value, unit)} about="set for this run; where it comes from" {...beside}>
      <Provenance of={provenance}>
        <span>
          <b>
            {formatQuantity(value, unit)} · {label}
          </b>
        </span>
        <span>Set for this run, not measured. {injected}</span>
      </Provenance>
    </Sourced>
  );
}
