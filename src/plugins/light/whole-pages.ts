import { renderToPipeableStream as render } from 'react-dom/server.node';

/**
 * Stands in for react-dom/server where Docusaurus renders pages. React puts what is behind <Suspense> in large pages
 * into a hidden part, which only a script moves to its place. Pages are read without scripts too, so all of it is
 * written where it belongs.
 */
export const renderToPipeableStream: typeof render = (children, options) =>
  render(children, { ...options, progressiveChunkSize: Number.POSITIVE_INFINITY });
