import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a part that has just been reached; it takes the focus when the reader's own step has brought it. */
export function ShownHeading({
  id,
  focus,
  children,
}: {
  id: string;
  focus: boolean;
  children: ReactNode;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  // Once, when the part appears: the button that was pressed is gone by then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, []);
  return (
    <h2 id={id} ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
