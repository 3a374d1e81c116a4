import { type CSSProperties, type ReactNode, useRef } from 'react';
import { type Drawing, usedRowsOf } from '#content/design/drawing.ts';
import { drawingText } from '#content/design/drawing-text.ts';
import { labelOf } from '#content/design/part-kind.ts';
import { Arrows } from './Arrows.tsx';
import styles from './Board.module.css';
import { useSize } from './use-size.ts';

/** A drawing to look at, with the same as text. */
export function DrawingFigure({ title, drawing }: { title: string; drawing: Drawing }): ReactNode {
  const board = useRef<HTMLDivElement>(null);
  const size = useSize(board);
  const rows = usedRowsOf(drawing);
  return (
    <figure className={styles.figure}>
      <figcaption>{title}</figcaption>
      <div className={styles.frame}>
        <div
          ref={board}
          className={styles.board}
          role="img"
          aria-label={`${title}. The text below says the same.`}
          style={{ '--rows': rows } as CSSProperties}
        >
          <Arrows drawing={drawing} rows={rows} {...size} />
          {drawing.parts.map(({ name, kind, column, row }) => (
            <div
              key={name}
              className={styles.part}
              data-kind={kind}
              style={{ gridColumn: column, gridRow: row }}
            >
              <span className={styles.kind}>{labelOf(kind)}</span> <span>{name}</span>
            </div>
          ))}
        </div>
      </div>
      <details>
        <summary>{title}, as text</summary>
        <pre>{drawingText(drawing) || 'Nothing is drawn.'}</pre>
      </details>
    </figure>
  );
}
