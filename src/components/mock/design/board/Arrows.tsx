import type { ReactNode } from 'react';
import { columns, type Drawing, hasArrow, partOf } from '#content/design/drawing.ts';
import { arrowPath } from './arrow-path.ts';
import styles from './Board.module.css';

/** The arrows of a drawing, below its parts. Their names are told by the parts and by the text. */
export function Arrows({
  drawing,
  rows,
  width,
  height,
  marked,
}: {
  drawing: Drawing;
  /** How many rows the board shows. */
  rows: number;
  /** Of the board, in pixels; 0 before it is measured. */
  width: number;
  height: number;
  /** The part whose arrows stand out. */
  marked?: string;
}): ReactNode {
  if (width === 0 || height === 0) return null;
  const size = { width: width / columns, height: height / rows };
  return (
    <svg
      className={styles.arrows}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      {drawing.arrows.map(({ from, to }) => {
        const [start, end] = [partOf(drawing, from), partOf(drawing, to)];
        if (!start || !end) return null;
        const others = drawing.parts.filter((part) => part !== start && part !== end);
        const { line, head } = arrowPath(start, end, others, size, hasArrow(drawing, to, from));
        return (
          <g key={`${from} ${to}`} data-marked={start.name === marked || end.name === marked}>
            <path className={styles.line} d={line} />
            <path className={styles.head} d={head} />
          </g>
        );
      })}
    </svg>
  );
}
