import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ListingData } from '#content/page-data.ts';
import { copyText, saidMs } from '../copy-text.ts';
import styles from './Listing.module.css';

/** A block of code with its name above it and a button that copies it. */
export function Listing({
  html,
  text,
  language,
  title,
}: Partial<ListingData> & { text?: string; title?: string }): ReactNode {
  const code = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('copy');
  const copy = async () => {
    const done = await copyText(code.current?.textContent ?? '');
    // What the browser does not copy is selected, for the reader to copy it.
    if (!done && code.current) getSelection()?.selectAllChildren(code.current);
    setSaid(done ? 'copied' : 'selected');
  };
  useEffect(() => {
    if (said === 'copy') return;
    const timer = setTimeout(() => setSaid('copy'), saidMs);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <figure className={styles.listing}>
      <figcaption>
        <span>{title ?? (language === 'sh' || language === 'bash' ? 'terminal' : language)}</span>
        <button
          type="button"
          className={`${styles.copy} needs-js`}
          onClick={copy}
          onBlur={() => setSaid('copy')}
        >
          {said}
        </button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>
        {html === undefined ? (
          <code ref={code}>{text}</code>
        ) : (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own files when the site is built
          <code ref={code} dangerouslySetInnerHTML={{ __html: html }} />
        )}
      </pre>
    </figure>
  );
}
