import type { ReactNode } from 'react';
import type { CostData } from '#content/page-data.ts';
import { Provenance } from './Provenance.tsx';
import { Sourced } from './Sourced.tsx';

/** Money: what a run counted, times the dated prices of the facts. */
export function Cost({ data: { shown, label, how, provenance } }: { data: CostData }): ReactNode {
  return (
    <Sourced value={shown} about="counted operations times dated prices; where it comes from">
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
