import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Clears the drawing and the notes, and asks first. */
export function BeginAnew({ onBegin }: { onBegin(): void }): ReactNode {
  const [asks, setAsks] = useState<boolean>();
  const first = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone when the question comes, and when it goes.
  useEffect(() => {
    if (asks !== undefined) first.current?.focus();
  }, [asks]);
  if (!asks) {
    return (
      <button ref={first} type="button" className="button button--secondary" onClick={() => setAsks(true)}>
        Begin anew
      </button>
    );
  }
  return (
    <span>
      <span role="alert">Your drawing, your notes and your ticks will be deleted.</span>{' '}
      <button
        ref={first}
        type="button"
        className="button button--secondary button--sm"
        onClick={() => setAsks(false)}
      >
        Keep them
      </button>{' '}
      <button type="button" className="button button--secondary button--sm" onClick={onBegin}>
        Begin with an empty board
      </button>
    </span>
  );
}
