import type { ReactNode } from 'react';

/** Where what reads the record did not come. */
export function Unread(): ReactNode {
  return (
    <p role="alert">
      What this browser remembers could not be read, because a part of this page did not come. Load the page
      again; nothing is lost.
    </p>
  );
}
