import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useRef } from 'react';
import { counted } from './counted.ts';
import styles from './Review.module.css';

/** What a cramming came to: right answers at the first time of asking, and the way back to the evening. */
export interface CramResult {
  right: number;
  asked: number;
}

/** The end of a cramming. */
export function Crammed({ result: { right, asked } }: { result: CramResult }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section className={styles.summary} aria-labelledby="crammed">
      <h2 id="crammed" ref={heading} tabIndex={-1}>
        {counted(asked, 'card')} crammed
      </h2>
      <p role="status">
        {right === asked ? 'All of them right at once.' : `${right} of them right at once.`} Your schedule is
        as it was.
      </p>
      <p>
        Back to <Link to="/tomorrow/">the evening, step by step</Link>.
      </p>
    </section>
  );
}
