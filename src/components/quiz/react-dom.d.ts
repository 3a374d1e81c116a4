/** As much of react-dom as we use; its types are a package of their own, which nothing else here needs. */
declare module 'react-dom' {
  import type { ReactNode, ReactPortal } from 'react';
  export function createPortal(children: ReactNode, container: Element): ReactPortal;
}
