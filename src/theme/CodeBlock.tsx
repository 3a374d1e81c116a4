import type { ReactNode } from 'react';
import { Listing } from '../components/lesson/Listing.tsx';

/** Code that did not come from a fenced block (those are highlighted when the site is built) is shown plain. */
export default function CodeBlock({ children, title }: { children?: ReactNode; title?: string }): ReactNode {
  return <Listing text={String(children ?? '').trimEnd()} language="text" title={title} />;
}
