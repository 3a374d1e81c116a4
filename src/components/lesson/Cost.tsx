import type { ReactNode } from 'react';
import type { CostData } from '#content/page-data.ts';
import { Provenance } from './Provenance.tsx';
import { type Beside, Sourced } from './Sourced.tsx';

/** Money: what a run counted, times the dated prices of the facts. */
export default function Cost({
  data: { shown, label, how, provenance },
  ...beside
}: { data: CostData } & Beside): ReactNode {
  return (
    <Sourced value={shown} about="counted operations times dated prices; where it comes from" {...beside}>
      <Provenance of={provenance}>
        <span>
          <b>
            {shown} · {label}
          </b>
        </span>
        <span>{how}.</span>
      </Provenance>
    </Sourced>
  );
}
