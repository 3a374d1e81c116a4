import { type ReactNode, useRef, useState } from 'react';
import { keepMark } from './keep-mark.ts';

/** A box that the record remembers. What was pressed shows at once: until the record has it takes a moment. */
export function MarkBox({
  kind,
  of,
  done,
  ready,
  id,
  label,
}: {
  kind: 'ticked' | 'ran';
  of: string;
  /** As the record says. */
  done: boolean;
  /** False until the record has been read. */
  ready: boolean;
  /** What its label is for. */
  id?: string;
  /** Its name, where it has no label. */
  label?: string;
}): ReactNode {
  const [pressed, setPressed] = useState<boolean>();
  const presses = useRef(0);
  const press = async (now: boolean) => {
    presses.current += 1;
    const press = presses.current;
    setPressed(now);
    await keepMark({ kind, of, done: now }).finally(() => {
      if (press === presses.current) setPressed(undefined);
    });
  };
  return (
    <input
      type="checkbox"
      id={id}
      checked={pressed ?? done}
      disabled={!ready}
      aria-label={label}
      onChange={({ target }) => void press(target.checked)}
    />
  );
}
