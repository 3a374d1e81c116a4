import type { ReactNode } from 'react';

interface PlaceProps {
  x: number;
  y?: number;
  width: number;
  height?: number;
  name: string;
}

/** A place of a drawn pipeline, with its name at the top. */
export function Place({ x, y = 4, width, height = 72, name }: PlaceProps): ReactNode {
  return (
    <>
      <rect x={x} y={y} width={width} height={height} rx={8} />
      <text x={x + 8} y={y + 16}>
        {name}
      </text>
    </>
  );
}

interface PileProps {
  /** Where the first dot is. */
  x: number;
  y: number;
  /** How many stand side by side. */
  columns: number;
  count: number;
  kind: string;
}

/** Dots that stand in a place. */
export function Pile({ x, y, columns, count, kind }: PileProps): ReactNode {
  return Array.from({ length: count }, (_, place) => (
    <circle
      // biome-ignore lint/suspicious/noArrayIndexKey: a dot of a pile is known by its place
      key={place}
      className={kind}
      cx={x + (place % columns) * 11.5}
      cy={y + Math.floor(place / columns) * 11}
      r={4}
    />
  ));
}
