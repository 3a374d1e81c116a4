import { type ReactNode, useEffect, useRef } from 'react';
import { copyOnClick } from './copy-on-click.ts';

/**
 * HTML that the build has written into the page. In a browser `html` is empty, and React leaves alone what the server has
 * sent. Buttons with `data-copy` copy.
 */
export function Written({ html }: { html: string }): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Reached from another page without a request: what was written has to be fetched.
    if (container.current?.childElementCount === 0) location.reload();
    return copyOnClick(container.current);
  }, []);
  return (
    <div
      ref={container}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own files when the site is built
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
