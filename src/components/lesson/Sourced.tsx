import { Fragment, type ReactNode, useId } from 'react';
import styles from './Sourced.module.css';

/**
 * A value in running text that shows on demand where it comes from. Works without JavaScript. React 18 has no names of
 * its own for a popover's attributes, and hands on those of HTML.
 */
export function Sourced({
  value,
  about,
  face = { className: styles.value },
  of,
  children,
}: {
  value: string;
  about: string;
  /** What the button looks like, where it is no number. */
  face?: { className: string | undefined; 'data-verdict'?: string };
  /** What was measured, `lab/experiment variant metric`: a reader's own run puts its number here. */
  of?: string;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <span className={styles.sourced}>
      <button
        type="button"
        {...face}
        data-measured={of}
        aria-label={`${value}: ${about}`}
        {...{ popovertarget: id }}
      >
        {breakable(value)}
      </button>
      <span id={id} role="note" className={styles.card} {...{ popover: 'auto' }}>
        {children}
      </span>
    </span>
  );
}

/** The names of metrics are longer than a phone is wide: they may break between their words. */
function breakable(value: string): ReactNode {
  const [first, ...rest] = value.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  return [
    first,
    ...rest.map((word) => (
      <Fragment key={word}>
        <wbr />
        {word}
      </Fragment>
    )),
  ];
}
