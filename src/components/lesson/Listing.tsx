import { type ReactNode, useRef, useState } from 'react';
import type { ListingData } from '#content/page-data.ts';
import styles from './Listing.module.css';

/** A block of code with its name above it and a button that copies it. */
export function Listing({
  html,
  text,
  language,
  title,
}: Partial<ListingData> & { text?: string; title?: string }): ReactNode {
  const code = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code.current?.textContent ?? '');
    setCopied(true);
  };
  return (
    <figure className={styles.listing}>
      <figcaption>
        <span>{title ?? (language === 'sh' || language === 'bash' ? 'terminal' : language)}</span>
        <button
          type="button"
          className={`${styles.copy} needs-js`}
          onClick={copy}
          onBlur={() => setCopied(false)}
        >
          {copied ? 'copied' : 'copy'}
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
