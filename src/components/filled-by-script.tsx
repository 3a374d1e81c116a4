import { type ReactNode, useEffect, useRef } from 'react';

/** Where the tab keeps how long a page was from its main part on, in pixels. */
const keyOf = (path: string) => `200-or-202:length:${path}`;

/**
 * Runs before the first paint, and before the browser scrolls to where the reader was: until it is filled, the page is as
 * long as it was when the reader left it; see css/coming.css. What holds the page keeps it, and goes with the page.
 */
const asLongAsBefore = `try {
  const length = Number(sessionStorage.getItem('${keyOf('')}' + location.pathname));
  if (length > 0) document.currentScript.parentElement.style.setProperty('--length-before', length + 'px');
} catch {}`;

/** The main part of a page that its script fills: with what this browser remembers, or with what is calculated in it. */
export function FilledByScript({
  className,
  children,
}: {
  className: string | undefined;
  children: ReactNode;
}): ReactNode {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    const path = location.pathname;
    const element = main.current;
    if (!element) return;
    const waits = () => element.querySelector('.waiting') !== null;
    // Once it was filled, it may wait for a part of it, and is then only as long as it is.
    const filled = new MutationObserver(() => {
      if (waits()) return;
      filled.disconnect();
      element.parentElement?.style.removeProperty('--length-before');
    });
    filled.observe(element, { childList: true, subtree: true });
    const keep = () => {
      // Left before it was filled: nobody knows how long it is.
      if (waits()) return;
      try {
        const length = document.documentElement.scrollHeight - element.offsetTop;
        sessionStorage.setItem(keyOf(path), `${length}`);
      } catch {
        // Refused: loaded again, the page begins at its top.
      }
    };
    addEventListener('pagehide', keep);
    return () => {
      filled.disconnect();
      removeEventListener('pagehide', keep);
    };
  }, []);
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own words; as a child, its quotes would be escaped */}
      <script dangerouslySetInnerHTML={{ __html: asLongAsBefore }} />
      <main className={`${className} filled-by-script`} ref={main}>
        {children}
      </main>
    </>
  );
}
