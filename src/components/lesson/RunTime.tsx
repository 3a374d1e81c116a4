import type { ReactNode } from 'react';
import type { RunTimeData } from '#content/page-data.ts';
import { formatQuantity } from './format.ts';
import { Provenance } from './Provenance.tsx';
import { type Beside, Sourced } from './Sourced.tsx';

/** How long the recorded run of an experiment took. */
export function RunTime({
  data: { seconds, provenance },
  ...beside
}: { data: RunTimeData } & Beside): ReactNode {
  const value = formatQuantity(Math.round(seconds), 's');
  return (
    <Sourced value={value} about="the recorded run; where it comes from" {...beside}>
      <Provenance of={provenance}>
        <span>
          <b>{value} · the recorded run, without the start of the lab</b>
        </span>
      </Provenance>
    </Sourced>
  );
}
