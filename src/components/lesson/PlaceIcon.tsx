import type { ReactNode } from 'react';
import type { Place } from './step-text.ts';

const paths: Record<Place, string> = {
  caller: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8c0-4 3-6 7-6s7 2 7 6',
  api: 'M8 5 3 12l5 7M16 5l5 7-5 7M14 4l-4 16',
  queue: 'M4 6h4v12H4zM10 6h4v12h-4zM16 6h4v12h-4z',
  function: 'M6 4h3l8 16h3M11 10 5.5 20',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
};

/** A small sign for a place on the way of an order. */
export function PlaceIcon({ place }: { place: Place }): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path
        d={paths[place]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
