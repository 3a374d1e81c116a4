import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { columns } from '#content/design/drawing.ts';

/** So many pixels are no dragging yet, but a click of a hand that shakes. */
const slack = 6;

/** A part on its way, in pixels from its place. */
export interface Drag {
  /** Which part of the drawing, from 0. Leaving the field of its name may rename it meanwhile. */
  part: number;
  x: number;
  y: number;
}

/**
 * Drags parts with a mouse or a pen. A finger scrolls the page: for it, and for who cannot drag, the part's form has
 * buttons.
 */
export function useDrag(
  board: RefObject<HTMLElement | null>,
  rows: number,
  /** How many places it was moved by. */
  onDrop: (part: number, across: number, down: number) => void,
) {
  const [drag, setDrag] = useState<Drag>();
  const begun = useRef<Drag>();
  const dropped = useRef(false);

  const down = (part: number, event: PointerEvent) => {
    dropped.current = false;
    if (event.pointerType === 'touch' || event.button !== 0) return;
    begun.current = { part, x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent) => {
    const from = begun.current;
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!drag && Math.hypot(x, y) < slack) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ part: from.part, x, y });
  };
  const stop = () => {
    begun.current = undefined;
    setDrag(undefined);
  };
  const up = () => {
    const box = board.current?.getBoundingClientRect();
    if (drag && box) {
      dropped.current = true;
      // Where the part is seen counts, not where it was taken hold of.
      onDrop(drag.part, Math.round((drag.x / box.width) * columns), Math.round((drag.y / box.height) * rows));
    }
    stop();
  };
  return {
    drag,
    /** Whether this click only ends a dragging. */
    wasDrag: (): boolean => {
      const was = dropped.current;
      dropped.current = false;
      return was;
    },
    handlers: (part: number) => ({
      onPointerDown: (event: PointerEvent) => down(part, event),
      onPointerMove: move,
      onPointerUp: up,
      onPointerCancel: stop,
    }),
  };
}
