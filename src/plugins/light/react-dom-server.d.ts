/** The part of react-dom/server that whole-pages.ts uses; its types are a package of their own. */
declare module 'react-dom/server.node' {
  export function renderToPipeableStream(
    children: import('react').ReactNode,
    options?: Record<string, unknown>,
  ): { pipe(destination: NodeJS.WritableStream): void };
}
