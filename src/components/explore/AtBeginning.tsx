import { type ReactNode, useRef } from 'react';
import type { SideName } from '../../explorer/run/protocol.ts';
import { WayBack } from '../way-back.tsx';
import { beginning } from './situations.ts';
import type { PutAwaySettings } from './use-put-away.ts';

interface Props {
  side: SideName;
  /** Whether a knob is not as at the beginning. */
  turned: boolean;
  putAway: PutAwaySettings;
}

/** Turns all knobs of one side back. */
export function AtBeginning({ side, turned, putAway }: Props): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <p>
        <button
          ref={button}
          type="button"
          onClick={() => {
            if (turned) putAway.replace('beginning', { [side]: beginning, at: undefined }, true);
          }}
        >
          All knobs as at the beginning
        </button>
      </p>
      <WayBack
        gone={putAway.offeredBy === 'beginning' ? 'All knobs are as at the beginning.' : undefined}
        onUndo={() => {
          putAway.undo();
          button.current?.focus();
        }}
      />
    </>
  );
}
