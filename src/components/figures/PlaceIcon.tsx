import type { ReactNode } from 'react';
import type { PlaceKind } from '#content/pipeline.ts';

const paths: Record<PlaceKind, string> = {
  caller: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8c0-4 3-6 7-6s7 2 7 6',
  api: 'M8 5 3 12l5 7M16 5l5 7-5 7M14 4l-4 16',
  'load-balancer':
    'M3 12h5M8 12c4 0 3-7 7-7h5M8 12h12M8 12c4 0 3 7 7 7h5M17.5 2.5 20 5l-2.5 2.5M17.5 16.5 20 19l-2.5 2.5',
  queue: 'M4 6h4v12H4zM10 6h4v12h-4zM16 6h4v12h-4z',
  topic: 'M4 10h4l8-5v14l-8-5H4zM8 14v5M19 9c1.3 1.8 1.3 4.2 0 6',
  bus: 'M3 12h18M7 12V5M12 12v7M17 12V5M5 5h4M10 19h4M15 5h4',
  stream: 'M3 7h13M3 12h17M3 17h9M13 4l3 3-3 3M17 9l3 3-3 3M9 14l3 3-3 3',
  function: 'M6 4h3l8 16h3M11 10 5.5 20',
  container: 'M3 6h18v12H3zM8 9v6M12 9v6M16 9v6',
  'state-machine': 'M9 3h6v5H9zM9 16h6v5H9zM12 8v8M15 18.5h5v-13h-5',
  provider: 'M3 6h18v12H3zM3 10h18M6 14.5h5',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  bucket:
    'M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3ZM4 6l2.5 13c.3 1.1 2.7 2 5.5 2s5.2-.9 5.5-2L20 6',
  'dead-letters': 'M3 6h18v12H3zM3 6l9 7 9-7M9 21l6-6M15 21l-6-6',
};

/** A small sign for a place on the way of an order. */
export function PlaceIcon({ place }: { place: PlaceKind }): ReactNode {
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
