import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { copyOnClick } from './copy-on-click.ts';

/**
 * HTML that the build has written into the page. In a browser `html` is empty, and React leaves alone what the server has
 * sent. Buttons with `data-copy` copy.
 */
export function Written({ html }: { html: string }): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  useWritten(container, '*');
  useEffect(() => copyOnClick(container.current), []);
  return (
    <div
      ref={container}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own files when the site is built
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/**
 * Fetches the page when what the build writes into `container` is not in it: it was reached from another page without a
 * request. A browser scrolls a page that it loads again to where it was before, and that may still be the place in the
 * page before: it is told to go where the address leads.
 */
export function useWritten(container: RefObject<HTMLElement>, written: string): void {
  useEffect(() => {
    const isThere = container.current?.querySelector(written);
    history.scrollRestoration = isThere ? 'auto' : 'manual';
    if (!isThere) location.reload();
  }, [container, written]);
}
