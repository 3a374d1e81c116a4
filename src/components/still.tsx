import { useHistory } from '@docusaurus/router';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { type MouseEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/**
 * Blocks that are the same for every reader: where the build has written them, React leaves them alone, which is most of
 * a lesson. Only a page that is opened from another one renders them in the browser.
 */
export function Still({ children }: { children: ReactNode }): ReactNode {
  const isBrowser = useIsBrowser();
  const [isWritten, setWritten] = useState(!isBrowser);
  const place = useRef<HTMLDivElement>(null);
  const history = useHistory();
  // An author's server writes no pages: there is nothing to keep.
  useEffect(() => {
    if (place.current?.hasChildNodes() === false) setWritten(false);
  }, []);
  if (!isWritten || typeof window === 'undefined') {
    return (
      <div className="still" key="rendered">
        {children}
      </div>
    );
  }

  // A link that was written has no React of its own to open a page without loading all of it anew.
  const follow = (event: MouseEvent) => {
    const link = linkToPage(event.target);
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isPlain) return;
    event.preventDefault();
    history.push(link.pathname + link.search + link.hash);
  };
  const preload = (event: PointerEvent) => {
    const link = linkToPage(event.target);
    if (link) window.docusaurus.preload(link.pathname);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: Enter on a link is a click, too
    <div
      className="still"
      key="written"
      ref={place}
      onClick={follow}
      onPointerOver={preload}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: empty: it tells React to keep what the build wrote
      dangerouslySetInnerHTML={{ __html: '' }}
    />
  );
}

/** The link around an element when it leads to another page of the site, in the same window. */
function linkToPage(element: EventTarget): HTMLAnchorElement | undefined {
  const link = (element as Element).closest('a');
  if (!link || link.target || link.origin !== location.origin) return undefined;
  return link.pathname === location.pathname && link.hash ? undefined : link;
}
