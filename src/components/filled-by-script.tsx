import { type ReactNode, useEffect, useRef } from 'react';

/** Where the tab keeps how long a page was from its main part on, in pixels. */
const keyOf = (path: string) => `200-or-202:length:${path}`;

/**
 * Runs before the first paint, and before the browser scrolls to where the reader was: until it is filled, the page is as
 * long as it was when the reader left it; see css/coming.css.
 */
const asLongAsBefore = `try {
  const length = Number(sessionStorage.getItem('${keyOf('')}' + location.pathname));
  if (length > 0) document.documentElement.style.setProperty('--length-before', length + 'px');
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
    const keep = () => {
      // Left before it was filled: nobody knows how long it is.
      if (!main.current || main.current.querySelector('.waiting')) return;
      try {
        const length = document.documentElement.scrollHeight - main.current.offsetTop;
        sessionStorage.setItem(keyOf(path), `${length}`);
      } catch {
        // Refused: loaded again, the page begins at its top.
      }
    };
    addEventListener('pagehide', keep);
    return () => removeEventListener('pagehide', keep);
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
