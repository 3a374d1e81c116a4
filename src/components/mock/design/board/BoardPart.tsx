import type { DOMAttributes, KeyboardEvent, ReactNode, Ref } from 'react';
import { columns, type Drawing, type Part, sameName } from '#content/design/drawing.ts';
import { labelOf } from '#content/design/part-kind.ts';
import styles from './Board.module.css';
import type { Drag } from './use-drag.ts';

/** Where an arrow key moves a part. */
const stepOf: Record<string, { across: number; down: number }> = {
  ArrowLeft: { across: -1, down: 0 },
  ArrowRight: { across: 1, down: 0 },
  ArrowUp: { across: 0, down: -1 },
  ArrowDown: { across: 0, down: 1 },
};

/** One part on the board: a button that arrow keys and a mouse move. */
export function BoardPart({
  part,
  drawing,
  selected,
  drag,
  pointer,
  buttonRef,
  onChoose,
  onMove,
  onJoin,
  onNew,
  onRemove,
  onCancel,
}: {
  part: Part;
  drawing: Drawing;
  selected: boolean;
  /** When it is this part that is being dragged. */
  drag?: Drag;
  /** What makes it follow a mouse. */
  pointer: DOMAttributes<HTMLButtonElement>;
  buttonRef: Ref<HTMLButtonElement>;
  onChoose(byKeyboard: boolean): void;
  onMove(across: number, down: number): void;
  onJoin(): void;
  onNew(): void;
  onRemove(): void;
  onCancel(): void;
}): ReactNode {
  const { name, kind, column, row } = part;
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf[event.key];
    if (step) onMove(step.across, step.down);
    else if (event.key === 'c' || event.key === 'C') onJoin();
    else if (event.key === 'n' || event.key === 'N') onNew();
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      ref={buttonRef}
      className={styles.part}
      data-kind={kind}
      data-dragged={drag !== undefined}
      aria-pressed={selected}
      aria-label={`${labelOf(kind)} ${name}, column ${column} of ${columns}, row ${row}. ${joinedText(part, drawing)}`}
      style={{
        gridColumn: column,
        gridRow: row,
        ...(drag && { transform: `translate(${drag.x}px, ${drag.y}px)` }),
      }}
      onClick={({ detail }) => onChoose(detail === 0)}
      onKeyDown={press}
      {...pointer}
    >
      <span className={styles.kind}>{labelOf(kind)}</span> <span>{name}</span>
    </button>
  );
}

/** Its arrows in words. */
function joinedText({ name }: Part, { arrows }: Drawing): string {
  const to = arrows.filter(({ from }) => sameName(from, name)).map((each) => each.to);
  const from = arrows.filter((each) => sameName(each.to, name)).map((each) => each.from);
  const said = [
    ...(to.length > 0 ? [`Arrow to ${to.join(', ')}.`] : []),
    ...(from.length > 0 ? [`Arrow from ${from.join(', ')}.`] : []),
  ];
  return said.join(' ') || 'No arrows.';
}
