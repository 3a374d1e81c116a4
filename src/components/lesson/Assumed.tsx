import type { ReactNode } from 'react';

/** A number that somebody made up to calculate with, or the result of that: neither measured nor set by AWS. */
export function Assumed({ children }: { children: ReactNode }): ReactNode {
  return (
    <span data-assumed="" title="A number to calculate with: neither measured nor set by AWS.">
      {children}
    </span>
  );
}
