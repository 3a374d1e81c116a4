/* As much of react-dom/server as the build uses; its types are not installed. */
declare module 'react-dom/server' {
  import type { ReactNode } from 'react';

  /** The HTML of a tree without anything that would bring it to life in a browser. */
  export function renderToStaticMarkup(node: ReactNode): string;
}
